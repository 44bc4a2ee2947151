/* While a record is entered: those that are already there under a close name, with the same identifier
   or, for events, on the same day at the same place, each with what speaks for it being the same. */
'use strict';
document.addEventListener('DOMContentLoaded', () => {
    for (const input of document.querySelectorAll('[data-namesakes]')) {
        const hint = document.createElement('div');
        hint.className = 'namesakes';
        hint.setAttribute('role', 'status');
        input.after(hint);
        // What else tells one event from another.
        const others = ['date', 'place'].map(name => input.form.elements[name]).filter(control => control && control.name);
        let timer;
        let asked = '';
        const question = () => {
            const query = new URLSearchParams({name: input.value.trim()});
            for (const control of others) {
                query.set(control.name, control.value);
            }
            for (const value of input.form.querySelectorAll('[name^="identifiers-"][name$="-value"]')) {
                const scheme = input.form.elements[value.name.replace(/-value$/, '-scheme')];
                if (value.value.trim() && scheme && scheme.value) {
                    query.append('identifier', `${scheme.value} ${value.value.trim()}`);
                }
            }
            return query;
        };
        const draw = results => {
            hint.replaceChildren();
            if (!results.length) {
                return;
            }
            const lead = document.createElement('strong');
            lead.textContent = 'Close to what is on record. Is it the same?';
            const list = document.createElement('ul');
            for (const {text, detail, url, reasons} of results) {
                const item = document.createElement('li');
                const link = document.createElement('a');
                link.href = url;
                link.target = '_blank';
                link.textContent = text;
                item.append(link, detail ? ` (${detail})` : '');
                if (reasons && reasons.length) {
                    const why = document.createElement('span');
                    why.className = 'why';
                    why.textContent = ` – ${reasons.join('; ')}`;
                    item.append(why);
                }
                list.append(item);
            }
            hint.append(lead, list);
        };
        const look = async() => {
            const query = question();
            const key = query.toString();
            if (key === asked) {
                return;
            }
            asked = key;
            if (query.get('name').length < 4 && !query.has('identifier') && !(query.get('date') && query.get('place'))) {
                hint.replaceChildren();
                return;
            }
            let answer;
            try {
                answer = await fetch(`${input.dataset.namesakes}&${key}`);
            } catch {
                return;
            }
            if (answer.ok && key === asked) {
                draw((await answer.json()).results);
            }
        };
        const later = () => {
            clearTimeout(timer);
            timer = setTimeout(look, 250);
        };
        for (const control of [input, ...others]) {
            control.addEventListener('input', later);
            control.addEventListener('change', later);
        }
        // Rows of identifiers are added while the form is open.
        input.form.addEventListener('input', event => /^identifiers-/.test(event.target.name || '') && later());
        input.form.addEventListener('change', event => /^identifiers-/.test(event.target.name || '') && later());
        if (input.value && !input.dataset.namesakes.match(/besides=\d/)) {
            look();
        }
    }
});
