/* Bulk import: shows how far the worker is, and stops a file that is too big before it is sent. */
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

    const form = document.getElementById("upload-form");
    if (form) {
        const file = form.querySelector("input[type=file]");
        const warning = document.getElementById("too-big");
        const tooBig = () => file.files.length > 0 && file.files[0].size > Number(file.dataset.most);
        const look = () => { warning.hidden = !tooBig(); };
        file.addEventListener("change", look);
        // A file may have been chosen before this script was there, or kept by the browser from before.
        look();
        form.addEventListener("submit", (event) => {
            look();
            if (tooBig()) {
                event.preventDefault();
                file.focus();
            }
        });
    }
})();
