/* While a name is typed: records that are already there under a name close to it. */
'use strict';
document.addEventListener('DOMContentLoaded', () => {
    for (const input of document.querySelectorAll('[data-namesakes]')) {
        const hint = document.createElement('div');
        hint.className = 'namesakes';
        hint.setAttribute('role', 'status');
        input.after(hint);
        let timer;
        let asked = '';
        const look = async() => {
            const name = input.value.trim();
            if (name === asked) {
                return;
            }
            asked = name;
            if (name.length < 4) {
                hint.replaceChildren();
                return;
            }
            const answer = await fetch(`${input.dataset.namesakes}&name=${encodeURIComponent(name)}`);
            if (!answer.ok || name !== asked) {
                return;
            }
            const {results} = await answer.json();
            hint.replaceChildren();
            if (!results.length) {
                return;
            }
            const lead = document.createElement('strong');
            lead.textContent = 'Close to a name on record. Is it the same?';
            const list = document.createElement('ul');
            for (const {text, detail, url} of results) {
                const item = document.createElement('li');
                const link = document.createElement('a');
                link.href = url;
                link.target = '_blank';
                link.textContent = text;
                item.append(link, detail ? ` (${detail})` : '');
                list.append(item);
            }
            hint.append(lead, list);
        };
        input.addEventListener('input', () => {
            clearTimeout(timer);
            timer = setTimeout(look, 250);
        });
        if (input.value && !input.dataset.namesakes.match(/besides=\d/)) {
            look();
        }
    }
});
