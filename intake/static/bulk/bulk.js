/* Bulk import: stops a file that is too big before it is sent. */
"use strict";

(function () {
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
