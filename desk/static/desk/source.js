/* In every form a row shows the passage that it names. The text of the event's source beside the form, numbered by paragraph and sentence (desk/sourcetext.py): a click fills
   the place of the row that is being filled in, a place that is typed shows its passage in the row. The source is the
   one chosen in the event's own citations, otherwise the one that most rows name. */
'use strict';
{
    const bar = document.getElementById('drafts');
    const form = document.getElementById('event_form');
    const any = form || document.querySelector('body.change-form #content-main form[method=post]');
    const texts = new Map();
    let shown = '';
    let last = null;

    // The citation of a row, or a row that is a citation itself.
    const box = (row, name) => ['cite_', ''].map(first => row.querySelector(`[name="${CSS.escape(row.id)}-${first}${name}"]`)).find(Boolean);
    const ROWS = '.inline-related:not(.empty-form, .removed-row, .line)';
    const open = () => [...form.querySelectorAll(`.cards:not(.flat) ${ROWS}`)];
    const read = pk => {
        if (!texts.has(pk)) {
            const url = bar.dataset.sourceText.replace(/0\/$/, `${pk}/`);
            texts.set(pk, fetch(url).then(answer => answer.ok ? answer.json() : {paragraphs: []}, () => ({paragraphs: []})));
        }
        return texts.get(pk);
    };

    const ownSource = () => {
        const own = form.querySelector('#citations-group .inline-related:not(.empty-form, .removed-row) select[name$="-source"]');
        const named = [...window.deskRows.said('positions', 'cite_source').flat(), ...open().map(row => box(row, 'source')?.value).filter(Boolean)];
        const often = named.sort((one, other) => named.filter(n => n === other).length - named.filter(n => n === one).length)[0];
        return own?.value || often || '';
    };

    const make = (tag, values = {}, children = []) => {
        const one = Object.assign(document.createElement(tag), values);
        one.append(...children);
        return one;
    };

    // Which sentences stand in a row already, open or closed.
    const places = () => {
        const closed = [...form.querySelectorAll('.line[data-row]')].map(row => window.deskRows.values(row));
        const said = [
            ...closed.map(row => [[row.cite_source].flat()[0], row.cite_paragraph, row.cite_sentence]),
            ...open().map(row => ['source', 'paragraph', 'sentence'].map(name => box(row, name)?.value)),
        ];
        return new Set(said.filter(([source]) => source === shown).map(([, paragraph, sentence]) => `${paragraph}.${sentence}`));
    };

    const mark = () => {
        const entered = places();
        const now = last && box(last, 'paragraph') ? `${box(last, 'paragraph').value}.${box(last, 'sentence').value}` : '';
        for (const button of form.querySelectorAll('.source-pane button')) {
            button.classList.toggle('entered', entered.has(button.dataset.place));
            button.toggleAttribute('aria-current', button.dataset.place === now);
        }
    };

    const pane = async () => {
        const pk = ownSource();
        if (pk === shown) {
            return;
        }
        shown = pk;
        const {title, paragraphs} = pk ? await read(pk) : {paragraphs: []};
        if (pk !== shown) {
            return;
        }
        form.querySelector('.source-pane')?.remove();
        const within = form.querySelector('.submit-row').parentElement;
        within.classList.toggle('with-source', paragraphs.length > 0);
        if (!paragraphs.length) {
            return;
        }
        const list = make('ol', {}, paragraphs.map((sentences, p) => make('li', {}, sentences.flatMap((words, s) => {
            const button = make('button', {type: 'button', textContent: words, title: `Paragraph ${p + 1}, sentence ${s + 1}`});
            button.dataset.place = `${p + 1}.${s + 1}`;
            return [button, ' '];
        }))));
        list.tabIndex = 0;
        const aside = make('aside', {className: 'source-pane'}, [make('h2', {id: 'source-pane-heading', textContent: title}), list]);
        aside.setAttribute('aria-labelledby', 'source-pane-heading');
        within.prepend(aside);
        mark();
    };

    // The passage that a row names, under its place.
    const passage = async row => {
        const [pk, paragraph, sentence] = ['source', 'paragraph', 'sentence'].map(name => box(row, name)?.value);
        const cells = box(row, 'paragraph')?.closest('.cells');
        if (!cells) {
            return;
        }
        const told = cells.querySelector('.passage') || cells.appendChild(make('p', {className: 'passage'}));
        const {paragraphs} = pk && paragraph ? await read(pk) : {paragraphs: []};
        const found = paragraphs[paragraph - 1];
        const words = found && (sentence ? found[sentence - 1] : found.join(' '));
        told.classList.toggle('trouble', paragraphs.length > 0 && !words);
        told.textContent = words ? `“${words}”` : paragraphs.length ? 'The attached text has no such place.' : '';
    };

    if (bar && any) {
        document.addEventListener('DOMContentLoaded', () => any.querySelectorAll(ROWS).forEach(passage));
        any.addEventListener('input', event => {
            const row = event.target.matches('[name$=paragraph], [name$=sentence]') && event.target.closest('.inline-related');
            if (row) {
                passage(row);
            }
        });
        for (const name of ['change', 'formset:added', 'desk:opened']) {
            // What fills the row listens to the same event.
            document.addEventListener(name, event => {
                const row = event.target.closest?.('.inline-related');
                if (row) {
                    setTimeout(() => passage(row));
                }
            });
        }
    }
    if (bar && form) {
        document.addEventListener('DOMContentLoaded', pane);
        for (const name of ['change', 'formset:added', 'formset:removed', 'desk:opened']) {
            document.addEventListener(name, event => {
                const row = event.target.closest?.('.cards:not(.flat) .inline-related');
                // What fills the row listens to the same event.
                setTimeout(() => {
                    pane();
                    last = row || last;
                    mark();
                });
            });
        }
        form.addEventListener('input', event => event.target.matches('[name*="-cite_"]') && mark());
        form.addEventListener('focusin', event => {
            last = event.target.closest('.cards:not(.flat) .inline-related:not(.line)') || last;
            mark();
        });
        form.addEventListener('click', event => {
            const button = event.target.closest('.source-pane button');
            if (!button) {
                return;
            }
            if (!last?.isConnected || !box(last, 'paragraph')) {
                form.querySelector('#positions-group .add-row a')?.click();
                last = [...form.querySelectorAll('#positions-group .inline-related:not(.empty-form)')].at(-1);
            }
            const source = box(last, 'source');
            if (source.value !== shown) {
                const named = [...form.querySelectorAll('#citations-group select[name$="-source"], [name$="-cite_source"]')].find(one => one.value === shown);
                source.box.copy({select: named || make('select', {}, [new Option(form.querySelector('.source-pane h2').textContent, shown, true, true)])});
            }
            [box(last, 'paragraph').value, box(last, 'sentence').value] = button.dataset.place.split('.');
            box(last, 'sentence').dispatchEvent(new Event('change', {bubbles: true}));
            window.deskRows.enter(last);
        });
    }
}
