/* Rows on a page: a new row opens, takes over what usually stays the same, and has the focus;
   panels that are being typed can be chosen at once; leaving with unsaved words asks first; on paper all rows are open. */
'use strict';
{
    const field = (row, name) => row.querySelector(`[name$="-${name}"]`);

    const carry = (row, before) => {
        for (const control of row.querySelectorAll('[data-carry]')) {
            const name = control.name.replace(/^.*-\d+-/, '');
            const other = before && field(before, name);
            if (!other) {
                if (control.dataset.carry === 'next' && !control.value && name !== 'cite_sentence') {
                    control.value = 1;
                }
            } else if (control.dataset.carry === 'next') {
                control.value = other.value ? Number(other.value) + 1 : '';
                control.dataset.carried = control.value;
            } else if (control.box) {
                control.box.copy({select: other}, {asked: control.dataset.carry === 'ask', until: control.dataset.carry === 'until'});
            } else {
                control.value = other.value;
            }
        }
    };

    // The last row before this one that is not marked for deletion.
    const previous = row => {
        let before = row.previousElementSibling;
        while (before && (!before.matches('.inline-related') || before.querySelector('[name$="-DELETE"]:checked'))) {
            before = before.previousElementSibling;
        }
        return window.deskRows.isClosed(before) ? window.deskRows.filled(before) : before;
    };

    const size = box => new Blob([box.value]).size;
    // No letter has more than three bytes for each unit of its length.
    const tooLong = box => box.value.length * 3 > box.dataset.most && size(box) > box.dataset.most;
    const megabytes = bytes => (bytes / 1024 / 1024).toFixed(2).replace(/\.?0+$/, '');

    const panels = (root = document) => {
        const group = document.getElementById('panels-group');
        if (!group) {
            return;
        }
        const found = [];
        for (const row of group.querySelectorAll('.inline-related:not(.empty-form)')) {
            const number = field(row, 'number');
            const gone = row.querySelector('[name$="-DELETE"]:checked');
            if (number && number.value && !gone) {
                found.push([number.value, `${number.value}. ${field(row, 'title').value}`]);
            }
        }
        for (const select of root.querySelectorAll('select[data-panels]')) {
            const chosen = select.value;
            select.replaceChildren(new Option('the whole event', ''), ...found.map(([value, text]) => new Option(text, value)));
            if (chosen && !found.some(([value]) => value === chosen)) {
                select.append(new Option(`${chosen}. (no such panel)`, chosen));
            }
            select.value = chosen;
        }
        return found;
    };

    document.addEventListener('formset:added', event => {
        const row = event.target;
        // The stock script numbers ids and names, not what points to them.
        const number = row.id.match(/\d+$/)[0];
        for (const control of row.querySelectorAll('[aria-describedby*="__prefix__"]')) {
            control.setAttribute('aria-describedby', control.getAttribute('aria-describedby').replace(/__prefix__/g, number));
        }
        const details = row.querySelector('details.card');
        if (details) {
            details.open = true;
        }
        // What concerns rows on file only.
        row.querySelector('.card-foot')?.remove();
        window.deskEquip(row);
        const found = panels();
        const before = previous(row);
        carry(row, before);
        // The event's own source is that of a row without another.
        const source = field(row, 'cite_source');
        const own = document.querySelector('#citations-group .inline-related:not(.empty-form, .removed-row) select[name$="-source"]');
        if (source?.box && !source.value && own?.value) {
            source.box.copy({select: own});
        }
        // In a small window it is that of the row for which it was opened.
        const given = new URLSearchParams(window.location.search);
        const cited = source || row.id.startsWith('citations-') && field(row, 'source');
        if (cited?.box && !cited.value && given.has('_source')) {
            cited.box.take([[given.get('_source'), given.get('_source_text'), given.get('_source_detail')]]);
        }
        const panel = field(row, 'panel_number');
        if (panel && !before && found.length === 1) {
            panel.value = found[0][0];
        }
        window.deskRows.enter(row);
    });
    document.addEventListener('input', event => event.target.closest('#panels-group') && panels());
    document.addEventListener('formset:removed', () => panels());
    document.addEventListener('desk:opened', event => panels(event.target));

    document.addEventListener('DOMContentLoaded', () => {
        panels();
        // The links of the stock script are buttons in all but the space bar.
        document.addEventListener('keydown', event => {
            if (event.key === ' ' && event.target.matches('a[role=button]')) {
                event.preventDefault();
                event.target.click();
            }
        });
        for (const button of document.querySelectorAll('[data-open-cards]')) {
            button.addEventListener('click', () => {
                const group = button.closest('.inline-group');
                const closed = [...group.querySelectorAll('.line')];
                closed.forEach(window.deskRows.open);
                const cards = [...group.querySelectorAll('.inline-related:not(.empty-form) > details.card')];
                const open = closed.length > 0 || cards.some(card => !card.open);
                cards.forEach(card => {
                    card.open = open;
                });
            });
        }
        // What is closed would be missing on paper.
        let opened = [];
        window.addEventListener('beforeprint', () => {
            opened = [...document.querySelectorAll('#content details:not([open])')];
            opened.forEach(one => {
                one.open = true;
            });
        });
        window.addEventListener('afterprint', () => {
            opened.forEach(one => {
                one.open = false;
            });
            opened = [];
        });
        const form = document.querySelector('#content-main form[method=post]');
        if (!form || !document.body.classList.contains('change-form')) {
            return;
        }
        let dirty = Boolean(document.querySelector('.errornote'));
        form.addEventListener('input', event => {
            dirty = dirty || Boolean(event.target.name);
        });
        form.addEventListener('change', () => {
            dirty = true;
        });
        form.addEventListener('input', event => event.target.setCustomValidity?.(''));
        form.addEventListener('submit', event => {
            const long = [...form.querySelectorAll('textarea[data-most]')].find(tooLong);
            if (long) {
                // Said before anything is sent: what a server does not read it cannot give back.
                event.preventDefault();
                const group = long.closest('details:not([open])');
                if (group) {
                    group.open = true;
                }
                long.setCustomValidity(`This text has ${megabytes(size(long))} MB; at most ${megabytes(long.dataset.most)} MB are accepted. Shorten it or split it. Nothing has been sent yet.`);
                long.reportValidity();
                return;
            }
            dirty = false;
        });
        window.addEventListener('beforeunload', event => {
            if (dirty) {
                event.preventDefault();
            }
        });
    });
}
