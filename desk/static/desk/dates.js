/* Beside a box for a date stands what is understood of what is typed, before it is saved (desk/dates.py). */
'use strict';
{
    const WAIT = 250;
    const timers = new WeakMap();

    const line = box => {
        const id = `${box.id}_read`;
        const found = document.getElementById(id);
        if (found) {
            return found;
        }
        const made = document.createElement('span');
        Object.assign(made, {id, className: 'date-read'});
        made.setAttribute('role', 'status');
        box.after(made);
        box.setAttribute('aria-describedby', [box.getAttribute('aria-describedby'), id].filter(Boolean).join(' '));
        return made;
    };

    const show = async box => {
        const text = box.value.trim();
        const told = line(box);
        const answer = text && await fetch(`${document.getElementById('drafts').dataset.date}?${new URLSearchParams({text})}`).catch(() => null);
        if (box.value.trim() !== text) {
            return;
        }
        const {words = '', date, ask, wrong} = answer?.ok ? await answer.json() : {};
        told.textContent = wrong || (ask ? `${words}. ${ask}` : words && `${words} (${date})`);
        told.classList.toggle('trouble', Boolean(wrong || ask));
    };

    document.addEventListener('input', event => {
        const box = event.target;
        if (box.matches('input[data-date]') && document.getElementById('drafts')) {
            clearTimeout(timers.get(box));
            timers.set(box, setTimeout(() => show(box), WAIT));
        }
    });
}
