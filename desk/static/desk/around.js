/* What a box with search (desk/pick.js) takes from the page around it. */
'use strict';
{
    window.deskAround = {
        // Who comes first in boxes for people: the participants, of the event on record or of the rows in the page.
        first(box) {
            if (!box.setup.sources.some(source => source.prefix === 'expert:') || box.select.name.startsWith('participations-')) {
                return {};
            }
            const who = document.querySelectorAll('[name^="participations-"][name$="-who"]:not([name*="__prefix__"])');
            const closed = window.deskRows?.said('participations', 'who').flat() || [];
            const here = [...new Set([...closed, ...[...who].map(select => select.value)].filter(Boolean))].slice(0, 300).join(',');
            const at = document.getElementById('id_event')?.value;
            return {...here && {here}, ...at && {at}};
        },

        // What a small window takes over: the source of this row or record, and that what it was made for is a draft.
        handedOn(box) {
            const given = new URLSearchParams(window.location.search);
            const own = [box.beside('cite_source'), document.querySelector('#citations-group [name$="-source"]:not([name*="__prefix__"])')]
                .find(select => select !== box.select && select?.value)?.selectedOptions[0];
            const said = own ? {_source: own.value, _source_text: own.text, _source_detail: own.dataset.detail || ''}
                : Object.fromEntries([...given].filter(([name]) => name.startsWith('_source')));
            const state = document.getElementById('id_publication')?.value;
            return {...said, ...state && state !== 'published' && {publication: 'draft'}};
        },

        // Open a small window that adds what was typed, narrowed like the box.
        add(box, {source, term}) {
            const url = new URL(source.add, window.location.href);
            const values = {_popup: '1', ...box.narrowed(), ...this.handedOn(box), ...source.prefill && {[source.prefill]: term}};
            for (const [name, value] of Object.entries(values)) {
                url.searchParams.set(name, value);
            }
            window.showRelatedObjectPopup({id: `add_${box.select.id}`, href: url.href});
        },

        // Who is entered as a new person in a participant's row, as choices of a rank; they are on record when the page is saved.
        newHere(box, term, rank) {
            const words = term.toLowerCase().split(/\s+/).filter(Boolean);
            const people = box.select.multiple && box.setup.sources.some(source => source.kind === 'experts.expert') && words.length;
            const boxes = people ? document.querySelectorAll('[name^="participations-"][name$="-new_person"]:not([name*="__prefix__"])') : [];
            const names = new Set([...boxes].filter(one => !one.closest('.inline-related').querySelector('[name$="-DELETE"]:checked'))
                .map(one => one.value.trim()).filter(name => name && words.every(word => ` ${name.toLowerCase()}`.includes(` ${word}`))));
            return [...names].map(name => ({id: `new:${name}`, text: name, detail: 'new, entered in this page', rank, source: {prefix: '', name: 'expert'}}));
        },

        // The box that narrows this one and in which text stands of which nobody has said yet whom it means.
        undecided(box) {
            return box.narrowing().find(one => one.text);
        },

        // What is said where nothing is listed.
        none(box, term) {
            const other = this.undecided(box);
            return other ? `Choose first who is meant by “${other.text}”.` : term ? 'Nothing found.' : 'Nothing on record yet: type a name to add it.';
        },

        day() {
            return {date: document.getElementById('id_date')?.value || ''};
        },
    };
}
