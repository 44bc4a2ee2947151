/* The index of a form's sections counts rows as they come and go. The list of what is wrong leads to each box, and the
   first has the focus. */
'use strict';
{
    const ROWS = '.inline-related:not(.empty-form, .removed-row)';
    const count = () => {
        for (const link of document.querySelectorAll('.form-index a[href$="-group"]')) {
            const group = document.getElementById(link.hash.slice(1));
            link.querySelector('.count').textContent = group.querySelectorAll(ROWS).length || '';
        }
    };

    // Go to a box, which may be in a row that is folded, or stand behind a box with search.
    const go = id => {
        const found = document.getElementById(id);
        for (let group = found?.closest('details'); group; group = group.parentElement.closest('details')) {
            group.open = true;
        }
        const box = found?.box?.input || found;
        if (box?.matches('input, select, textarea')) {
            box.focus();
        } else if (box) {
            box.tabIndex = -1;
            box.focus();
        }
        box?.scrollIntoView({block: 'center'});
        return Boolean(box);
    };

    document.addEventListener('formset:added', count);
    document.addEventListener('formset:removed', count);
    document.addEventListener('click', event => {
        const link = event.target.closest('.wrong a');
        if (link && go(decodeURIComponent(link.hash.slice(1)))) {
            event.preventDefault();
        }
    });
    document.addEventListener('DOMContentLoaded', () => {
        const first = document.querySelector('.wrong a');
        if (first) {
            go(decodeURIComponent(first.hash.slice(1)));
        }
    });
}
