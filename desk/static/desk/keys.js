/* "?" outside of boxes shows the keys of the desk, as the button in the header does. */
'use strict';
document.addEventListener('DOMContentLoaded', () => {
    const dialog = document.getElementById('desk-keys');
    const show = () => dialog.open || dialog.showModal();
    document.querySelector('[data-keys]')?.addEventListener('click', show);
    document.addEventListener('keydown', event => {
        const typing = event.target.matches('input:not([type=checkbox], [type=radio], [type=submit]), textarea, select, [contenteditable]');
        if (dialog && event.key === '?' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
            event.preventDefault();
            show();
        }
    });
});
