/* Shows how far the worker is with what the page is about, and loads the page again when it is through. */
"use strict";

(function () {
    const box = document.getElementById("progress");
    if (box) {
        const stage = document.getElementById("stage");
        const bar = document.getElementById("bar");
        const missing = document.getElementById("no-worker");
        const look = async () => {
            try {
                const answer = await fetch(box.dataset.url, { headers: { Accept: "application/json" } });
                const now = await answer.json();
                if (!now.under_way) {
                    window.location.reload();
                    return;
                }
                if (stage.textContent !== now.stage) {
                    stage.textContent = now.stage;
                }
                bar.max = now.total || 1;
                bar.value = now.total ? now.done : 0;
                missing.hidden = now.worker;
            } catch {
                // The server may be on its way up again: look later.
            }
            window.setTimeout(look, 1000);
        };
        window.setTimeout(look, 500);
    }
})();
