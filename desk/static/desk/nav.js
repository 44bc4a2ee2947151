/* The numbers beside the queues of the left column. They are asked for at most once in a minute of a tab, behind the page,
   so that no page waits for them. */
'use strict';
document.addEventListener('DOMContentLoaded', async () => {
    const nav = document.querySelector('[data-queues]');
    if (!nav) {
        return;
    }
    const KEY = `parley.queues.${nav.dataset.user}`;
    const MINUTE = 60_000;
    const show = numbers => {
        for (const place of nav.querySelectorAll('[data-queue]')) {
            place.textContent = numbers[place.dataset.queue] || '';
        }
    };
    // The place that one is at is in view, in the column as in the line of a phone; the page itself stays where it is.
    const here = nav.querySelector('[aria-current]');
    if (here) {
        const header = nav.closest('header');
        nav.scrollLeft = here.offsetLeft + here.offsetWidth > nav.clientWidth ? here.offsetLeft - 60 : 0;
        header.scrollTop = here.offsetTop + nav.offsetTop - header.clientHeight + 60;
    }
    const kept = JSON.parse(sessionStorage.getItem(KEY) || '{}');
    show(kept.numbers || {});
    if (Date.now() - (kept.at || 0) < MINUTE) {
        return;
    }
    try {
        const answer = await fetch(nav.dataset.queues, {headers: {Accept: 'application/json'}, redirect: 'manual'});
        const numbers = answer.ok ? await answer.json() : {};
        sessionStorage.setItem(KEY, JSON.stringify({at: Date.now(), numbers}));
        show(numbers);
    } catch {
        // Without a network, or logged out, there are no numbers; the links lead on all the same.
    }
});
