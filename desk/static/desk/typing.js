/* Slips of the finger cost nothing: a row that was removed can be brought back until the page is saved;
   Enter in a box moves on to the next one; Ctrl+Enter saves, in a row it folds the row and goes on with the next;
   Ctrl+S saves and stays; Alt+Up and Alt+Down move a row. */
'use strict';
{
    // -- rows

    // Looked at by all scripts that pass over rows marked for deletion, and by the server.
    const mark = row => row.querySelector(`[name="${CSS.escape(row.id)}-DELETE"]`);
    // What shows the rows of a group anew, and what keeps the draft, listens to the stock event.
    const changed = row => document.dispatchEvent(new CustomEvent('formset:removed', {detail: {formsetName: row.id.replace(/-\d+$/, '')}}));
    const said = row => [...row.querySelectorAll('.pick-text, input:not([type=hidden], [type=checkbox]), textarea')]
        .map(box => (box.value ?? box.textContent).trim()).find(text => text && Number.isNaN(Number(text))) || '';

    const setAside = row => {
        const line = document.createElement('p');
        line.className = 'removed-line';
        const words = said(row);
        line.append(words ? `Removed: “${words.slice(0, 80)}${words.length > 80 ? '…' : ''}” ` : 'Removed. ');
        const undo = document.createElement('button');
        Object.assign(undo, {type: 'button', className: 'button', textContent: 'Undo'});
        undo.addEventListener('click', () => {
            line.remove();
            mark(row).remove();
            row.classList.remove('removed-row');
            changed(row);
            row.querySelector('.card-body input:not([type=hidden]), .card-body textarea')?.focus();
        });
        line.append(undo);
        const box = document.createElement('input');
        Object.assign(box, {type: 'checkbox', name: `${row.id}-DELETE`, checked: true, hidden: true});
        row.append(box, line);
        row.classList.add('removed-row');
        changed(row);
        undo.focus();
    };

    let saving = false;
    document.addEventListener('click', event => {
        const row = event.target.closest('a.inline-deletelink')?.closest('.cards .inline-related');
        if (row && !saving) {
            // Before the stock script takes the row out of the page.
            event.preventDefault();
            event.stopImmediatePropagation();
            setAside(row);
        }
    }, true);
    // After all that may stop the save.
    document.addEventListener('submit', event => {
        if (!event.defaultPrevented) {
            saving = true;
            document.querySelectorAll('.removed-row a.inline-deletelink').forEach(link => link.click());
            saving = false;
        }
    });

    // -- keys

    const MOVING = 'input:not([type=submit], [type=button], [type=reset], [type=image], [type=file], [role=combobox])';
    const STOPS = 'input:not([type=hidden]), select, textarea, button, summary, a.addlink';

    const formOf = box => {
        const form = document.body.classList.contains('change-form') && (box.form || document.querySelector('#content-main form[method=post]'));
        return form && form.querySelector('.submit-row [name=_save]') ? form : null;
    };
    const next = (form, box) => {
        const stops = [...form.querySelectorAll(STOPS)].filter(one => one === box || (!one.disabled && one.tabIndex >= 0 && one.checkVisibility()));
        return stops[stops.indexOf(box) + 1];
    };

    document.addEventListener('keydown', event => {
        const row = window.deskRows && event.target.closest('.cards:not(.flat) .inline-related');
        if (row && event.altKey && !event.ctrlKey && ['ArrowUp', 'ArrowDown'].includes(event.key)) {
            event.preventDefault();
            const box = document.activeElement;
            window.deskRows.move(row, event.key === 'ArrowUp' ? -1 : 1);
            // A line that was moved is a row that is folded now.
            (box.isConnected ? box : row.querySelector('summary')).focus();
            return;
        }
        const save = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
        const form = save && ['Enter', 's'].includes(event.key) && formOf(event.target);
        if (form && row && event.key === 'Enter') {
            event.preventDefault();
            event.stopPropagation();
            event.target.closest('.pick-box')?.previousElementSibling.box.settle();
            if (!event.repeat) {
                window.deskRows.next(row);
            }
            return;
        }
        // Enter chooses from an open list.
        if (form && !(event.key === 'Enter' && event.target.getAttribute('aria-expanded') === 'true')) {
            event.preventDefault();
            event.stopPropagation();
            if (!event.repeat) {
                const stay = event.key === 's' && form.querySelector('.submit-row [name=_continue]');
                form.requestSubmit(stay || form.querySelector('.submit-row [name=_save]'));
            }
        }
    }, true);
    document.addEventListener('keydown', event => {
        const plain = event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
        const form = plain && !event.defaultPrevented && event.target.matches(MOVING) && formOf(event.target);
        if (form) {
            event.preventDefault();
            next(form, event.target)?.focus();
        }
    });
}
