/* While a record is entered: those that are already there under a close name, with the same identifier
   or, for events, on the same day at the same place, each with what speaks for it being the same.

   They stand in a place that is kept free for them, so that no box moves, and out of the way of Tab: the down
   arrow goes to them, Escape back. "Use this one" takes the record instead of the one being entered. */
'use strict';
document.addEventListener('DOMContentLoaded', () => {
    const make = (tag, attributes, ...inside) => {
        const element = Object.assign(document.createElement(tag), attributes);
        element.append(...inside);
        return element;
    };
    for (const input of document.querySelectorAll('[data-namesakes]')) {
        const isNew = !input.dataset.namesakes.match(/besides=\d/);
        const popup = input.form.elements._popup && window.opener;
        const hint = make('div', {className: 'namesakes', role: 'status'});
        const place = make('div', {className: 'namesakes-place'}, hint, make('p', {
            className: 'help', textContent: 'What is on record under a close name is shown here as you type.',
        }));
        input.after(place);
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
        const use = ({id, text, url}) => {
            if (popup) {
                // As if it had been added here.
                window.opener.dismissAddRelatedObjectPopup(window, String(id), text);
            } else {
                window.location.href = url;
            }
        };
        const draw = results => {
            hint.replaceChildren();
            if (!results.length) {
                return;
            }
            const list = make('ul', {});
            for (const found of results) {
                const {text, detail, url, reasons} = found;
                const link = make('a', {href: url, target: '_blank', tabIndex: -1}, text);
                const item = make('li', {}, link, detail ? ` (${detail})` : '');
                if (reasons && reasons.length) {
                    item.append(make('span', {className: 'why'}, ` – ${reasons.join('; ')}`));
                }
                if (isNew) {
                    const button = make('button', {type: 'button', tabIndex: -1}, 'Use this one');
                    button.setAttribute('aria-label', `Use this one: ${text}`);
                    if (popup) {
                        button.dataset.draft = 'drop';
                    }
                    button.addEventListener('click', () => use(found));
                    item.prepend(button, ' ');
                }
                list.append(item);
            }
            const many = results.length > 1 ? ` (${results.length})` : '';
            hint.append(make('p', {}, make('strong', {}, `Close to what is on record${many}. Is it the same?`), ' ↓ goes there.'), list);
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
            let results;
            try {
                // One who is logged out is led to another page.
                results = (await (await fetch(`${input.dataset.namesakes}&${key}`, {redirect: 'error'})).json()).results;
            } catch {
                return;
            }
            if (key === asked) {
                draw(results);
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
        input.addEventListener('keydown', event => {
            if (event.key === 'ArrowDown') {
                hint.querySelector('button, a')?.focus();
            }
        });
        hint.addEventListener('keydown', event => {
            const stops = [...hint.querySelectorAll('button, a')];
            const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
            if (step || event.key === 'Escape') {
                event.preventDefault();
                event.stopPropagation();
                (step && stops[stops.indexOf(event.target) + step] || input).focus();
            }
        });
        if (input.value && isNew) {
            look();
        }
    }
});
