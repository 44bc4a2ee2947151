/* Rows that are in an order are dragged by the grip before their title, as Alt+Up and Alt+Down move them: each row that
   one passes changes places with it. */
'use strict';
{
    let dragged = null;

    const grip = row => {
        const place = row.querySelector(':scope > details > summary') || row;
        if (window.deskRows.isOrdered(row) && !row.matches('.empty-form') && !place.querySelector(':scope > .grip')) {
            const made = Object.assign(document.createElement('span'), {className: 'grip', title: 'Drag, or press Alt+↑ and Alt+↓ in the row'});
            made.setAttribute('aria-hidden', 'true');
            place.append(made);
        }
    };
    const middle = row => {
        const {top, height} = row.getBoundingClientRect();
        return top + height / 2;
    };
    const drop = () => {
        dragged?.classList.remove('dragged');
        dragged = null;
    };

    document.addEventListener('DOMContentLoaded', () => document.querySelectorAll('.cards:not(.flat) .inline-related').forEach(grip));
    document.addEventListener('desk:opened', event => setTimeout(() => grip(event.target)));
    document.addEventListener('formset:added', event => setTimeout(() => event.target.matches('.cards:not(.flat) *') && grip(event.target)));
    document.addEventListener('pointerdown', event => {
        const row = event.button === 0 && event.target.closest?.('.grip')?.closest('.inline-related');
        if (row) {
            event.preventDefault();
            dragged = row;
            row.classList.add('dragged');
        }
    });
    document.addEventListener('pointermove', event => {
        for (const step of dragged ? [-1, 1] : []) {
            let other = window.deskRows.beside(dragged, step);
            while (other && (event.clientY - middle(other)) * step > 0) {
                window.deskRows.move(dragged, step);
                other = window.deskRows.beside(dragged, step);
            }
        }
    });
    document.addEventListener('pointerup', drop);
    document.addEventListener('pointercancel', drop);
    // The grip of an open row stands in what opens and closes it.
    document.addEventListener('click', event => event.target.closest?.('.grip') && event.preventDefault());
}
