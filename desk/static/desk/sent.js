/* Who goes back to the form of a new record finds what they typed, since the browser keeps it, but with a
   new token, so that the desk would take it for another form (desk/sent.py). The entry of the browser's
   history keeps the token. A record on file is opened anew: sent again it makes nothing twice. */
'use strict';
document.addEventListener('DOMContentLoaded', () => {
    const boxes = [...document.querySelectorAll('form:not(:has([name="_opened_at_version"])) > input[name="_form"]')];
    const kept = history.state?.formTokens;
    if (kept?.length === boxes.length) {
        boxes.forEach((box, at) => { box.value = kept[at]; });
    } else if (boxes.length) {
        history.replaceState({...history.state, formTokens: boxes.map(box => box.value)}, '');
    }
});
