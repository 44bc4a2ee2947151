/* The queue of suspected duplicates: shows how many records the worker has not compared yet. */
"use strict";

(function () {
    const box = document.getElementById("comparing");
    const left = document.getElementById("left");
    const bar = document.getElementById("bar");
    const show = (number, total) => {
        left.textContent = number;
        bar.max = total || 1;
        bar.value = total - number;
    };
    const before = Number(bar.dataset.left);
    show(before, bar.max);
    const look = async () => {
        try {
            const answer = await fetch(box.dataset.url, { headers: { Accept: "application/json" } });
            const now = await answer.json();
            if (now.left === 0) {
                // Not where a reason is being typed: the person reads it again when they are done.
                if (![...document.querySelectorAll(".decide input[type=text]")].some((field) => field.value)) {
                    window.location.reload();
                }
                box.hidden = true;
                return;
            }
            show(now.left, now.total);
        } catch {
            // The server may be on its way up again: look later.
        }
        window.setTimeout(look, 2000);
    };
    window.setTimeout(look, 1000);
})();
