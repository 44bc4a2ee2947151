/* The rest of a word that is often said stands behind what is typed, marked, so that the next letter or Delete replaces it:
   verbs of saying, those of the rows in the page first. A new paragraph begins with its first sentence. */
'use strict';
{
    const LEAST = 2;

    const words = box => {
        const [, prefix, , name] = box.name.match(/^(.+?)-(\d+)-(.+)$/) || [];
        const open = prefix ? [...document.querySelectorAll(`[name^="${prefix}-"][name$="-${name}"]`)] : [];
        const said = open.filter(one => one !== box).map(one => one.value.trim());
        const closed = prefix && window.deskRows ? window.deskRows.said(prefix, name) : [];
        return [...said, ...closed, ...box.dataset.complete.split('|')];
    };

    document.addEventListener('input', event => {
        const box = event.target;
        if (!box.matches?.('input[data-complete]') || event.inputType !== 'insertText' || event.isComposing
            || box.value.length < LEAST || box.selectionEnd !== box.value.length) {
            return;
        }
        const typed = box.value;
        const word = words(box).find(one => one.length > typed.length && one.startsWith(typed));
        if (word) {
            box.value = word;
            box.setSelectionRange(typed.length, word.length);
        }
    }, true);

    document.addEventListener('input', event => {
        const box = event.target;
        const sentence = box.name?.endsWith('-cite_paragraph') && box.form.elements[box.name.replace(/paragraph$/, 'sentence')];
        // One that was typed for this row stays.
        if (sentence && sentence.value && sentence.dataset.carried === sentence.value) {
            sentence.value = sentence.dataset.carried = 1;
            sentence.dispatchEvent(new Event('change', {bubbles: true}));
        }
    });
}
