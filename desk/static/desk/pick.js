/* Boxes with search (lib/admin/autocomplete.py): a combobox over a hidden <select>, which holds what is
   chosen and is what the form sends. Keys: arrows, Enter and Tab (choose), Escape, Backspace.

   Nothing is chosen from a list that belongs to an older text: Enter and Tab wait for the answer to what
   stands in the box. Text for which nothing is chosen goes with the form, under a name of its own, and
   keeps it from being sent. */
'use strict';
{
    const make = (tag, attributes = {}, text = '') => {
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) {
            element.setAttribute(name, value);
        }
        element.textContent = text;
        return element;
    };
    const NOT_CHOSEN = text => `“${text}” is typed and nothing is chosen for it: choose from the list, or clear the box.`;
    const around = window.deskAround;
    let count = 0;
    // What boxes of a kind need to know stands once in the page, below them.
    const kinds = {};
    const settings = kind => kinds[kind] ??= JSON.parse(document.getElementById(`pick-${kind}`).textContent);

    class Box {
        constructor(select) {
            this.select = select;
            this.setup = settings(select.dataset.pick);
            this.options = [];
            this.active = -1;
            const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
            this.name = (label ? label.textContent : select.getAttribute('aria-label') || select.name).replace(/[:\s]+$/, '');
            this.root = make('div', {class: 'pick-box'});
            this.chips = make('ul', {class: 'pick-chips'});
            this.input = make('input', {
                type: 'text', id: `${select.id}_search`, class: 'pick-input', role: 'combobox', autocomplete: 'off',
                'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-haspopup': 'listbox',
                placeholder: 'type to search',
            });
            this.list = make('ul', {class: 'pick-list', role: 'listbox', hidden: ''});
            this.list.setAttribute('aria-label', this.name);
            this.status = make('span', {class: 'visually-hidden', role: 'status'});
            this.trouble = make('p', {class: 'pick-trouble', id: `${this.input.id}_trouble`, role: 'alert', hidden: ''});
            if (label) {
                label.htmlFor = this.input.id;
            } else {
                this.input.setAttribute('aria-label', this.name);
            }
            for (const name of ['aria-describedby', 'aria-invalid']) {
                if (select.hasAttribute(name)) {
                    this.input.setAttribute(name, select.getAttribute(name));
                }
            }
            this.input.disabled = select.disabled;
            this.root.append(this.chips, this.input, this.trouble, this.list, this.status);
            select.hidden = true;
            select.after(this.root);
            select.box = this;
            this.describedBy = this.input.getAttribute('aria-describedby');
            this.invalid = this.input.getAttribute('aria-invalid');
            this.draw();
            if (select.dataset.typed) {
                this.text = select.dataset.typed;
            }
            this.input.addEventListener('input', () => this.typed());
            this.input.addEventListener('keydown', event => this.key(event));
            this.input.addEventListener('click', () => this.list.hidden && this.search());
            this.input.addEventListener('blur', () => setTimeout(() => this.root.contains(document.activeElement) || this.leave(), 150));
            this.list.addEventListener('mousedown', event => event.preventDefault());
            this.list.addEventListener('click', event => {
                const option = event.target.closest('[role=option]');
                if (option && this.current) {
                    this.choose(this.options[Number(option.dataset.index)]);
                    this.unsaid()?.focus();
                }
            });
            // A popup that has added a record puts an option into the select.
            new MutationObserver(() => this.adopt()).observe(select, {childList: true});
        }

        // -- what is chosen

        adopt() {
            for (const option of [...this.select.options]) {
                if (option.selected && option.dataset.token === undefined) {
                    option.value = this.token(this.adding || this.setup.sources[0], option.value, this.addingQualifier);
                    option.dataset.token = option.value;
                    this.text = '';
                    this.complain('');
                }
            }
            this.draw();
        }

        // A choice that carries a stance is made without one, unless its sign was typed.
        token(source, pk, qualifier = '') {
            return source.prefix + pk + (this.setup.qualifiers.length ? `:${qualifier}` : '');
        }

        draw() {
            this.chips.replaceChildren();
            this.root.classList.toggle('one', !this.select.multiple);
            for (const option of [...this.select.options]) {
                if (!option.selected || !option.value) {
                    option.remove();
                    continue;
                }
                option.dataset.token = option.value;
                const chip = make('li', {class: 'pick-chip'});
                const words = make('span', {class: 'pick-words'});
                words.append(make('span', {class: 'pick-text'}, option.text));
                if (option.dataset.detail) {
                    words.append(make('span', {class: 'pick-detail'}, option.dataset.detail));
                }
                chip.append(words);
                if (this.setup.qualifiers.length) {
                    chip.append(this.qualifier(option));
                }
                const remove = make('button', {type: 'button', 'aria-label': `Remove ${option.text}`}, '×');
                remove.disabled = this.select.disabled;
                remove.addEventListener('click', () => {
                    option.remove();
                    this.changed();
                    this.input.focus();
                });
                chip.append(remove);
                this.chips.append(chip);
            }
            const chosen = this.chips.children.length > 0;
            this.root.classList.toggle('chosen', chosen);
            this.input.placeholder = chosen && !this.select.multiple ? 'change' : 'type to search';
        }

        qualifier(option) {
            const select = make('select', {'aria-label': `${this.name}: ${option.text}`, class: 'pick-qualifier'});
            const parts = option.value.split(':');
            const now = parts.pop();
            if (!now) {
                select.append(new Option('choose', '', true, true));
                select.setAttribute('aria-invalid', 'true');
            }
            for (const [value, label, sign] of this.setup.qualifiers) {
                select.append(new Option(sign ? `${sign} ${label}` : label, value, false, value === now));
            }
            const say = value => {
                option.value = [...parts, value].join(':');
                option.dataset.token = option.value;
                select.value = value;
                select.setAttribute('aria-invalid', String(!value));
                this.select.dispatchEvent(new Event('change', {bubbles: true}));
            };
            select.addEventListener('change', () => say(select.value));
            select.addEventListener('keydown', event => {
                const found = !event.ctrlKey && !event.altKey && !event.metaKey && this.signed(event.key);
                if (found) {
                    event.preventDefault();
                    say(found[0]);
                    (this.unsaid() || this.input).focus();
                }
            });
            return select;
        }

        // The qualifier whose sign this is: [value, label, sign].
        signed(sign) {
            const same = {'-': '−', '+-': '±', '+/-': '±'}[sign] || sign;
            return this.setup.qualifiers.find(one => one[2] && one[2] === same);
        }

        // The first choice that does not say how it stands: its list.
        unsaid() {
            return [...this.chips.querySelectorAll('.pick-qualifier')].find(select => !select.value);
        }

        // What is typed, taken apart: what is searched for, and the stance whose sign stands behind it.
        get parts() {
            const [, term, sign] = this.text.match(/^(.*?)\s*(\+\/?-|[-+−±=?])$/s) || [];
            const qualifier = sign && this.signed(sign);
            return qualifier ? {term, qualifier: qualifier[0]} : {term: this.text, qualifier: ''};
        }

        changed() {
            this.draw();
            this.select.dispatchEvent(new Event('change', {bubbles: true}));
        }

        // Take over what another box has chosen (a new row from the row before); ``asked``: how it stands is to be said anew;
        // ``until``: whoever is chosen next stands in its place.
        copy(other, {asked = false, until = false} = {}) {
            this.until = until;
            this.asked = asked;
            this.select.replaceChildren(...[...other.select.options].filter(o => o.selected && o.value).map(o => {
                const value = asked ? `${this.bare(o.value)}:` : o.value;
                const option = new Option(o.text, value, true, true);
                option.dataset.detail = o.dataset.detail || '';
                option.dataset.token = value;
                return option;
            }));
            this.draw();
        }

        // Take over choices that were found elsewhere: [[token, text, detail]].
        take(choices) {
            this.select.replaceChildren(...choices.map(([token, text, detail]) => {
                const option = new Option(text, token, true, true);
                Object.assign(option.dataset, {detail, token});
                return option;
            }));
            this.changed();
        }

        // -- what is typed

        get text() {
            return this.input.value.trim();
        }

        set text(text) {
            this.input.value = text;
            this.carried();
        }

        // Text goes with the form while there is any.
        carried() {
            if (this.text) {
                this.input.name = `${this.select.name}-typed`;
            } else {
                this.input.removeAttribute('name');
            }
        }

        typed() {
            this.carried();
            this.complain('');
            // Enter or Tab was meant for the text as it stood then.
            this.wanted = this.dismissed = false;
            this.answered = null;
            this.list.setAttribute('aria-busy', 'true');
            this.mark(-1);
            clearTimeout(this.timer);
            this.timer = setTimeout(() => this.search(), 150);
        }

        complain(words) {
            this.trouble.textContent = words;
            this.trouble.hidden = !words;
            const described = [this.describedBy, words && this.trouble.id].filter(Boolean).join(' ');
            for (const [name, value] of [['aria-describedby', described], ['aria-invalid', words ? 'true' : this.invalid]]) {
                if (value) {
                    this.input.setAttribute(name, value);
                } else {
                    this.input.removeAttribute(name);
                }
            }
        }

        // -- the list

        // What the list is asked for: a list that answers another question is not this one.
        question() {
            return new URLSearchParams({...this.narrowed(), ...around.first(this), ...this.printed && around.day(), term: this.parts.term}).toString();
        }

        // Whether a billing as printed stands in the box: a name, a sign, a post (summits/admin/printed.py).
        get printed() {
            return this.select.dataset.printed && /\S\s*[,;:(]\s*\S|\S\s[–—-]\s+\S/.test(this.text);
        }

        // Where the list is asked for: a billing is read by an address of its own.
        sources() {
            const reader = {url: `${this.select.dataset.printed}?`, name: '', prefix: 'printed:'};
            return this.printed ? [...this.setup.sources, reader] : this.setup.sources;
        }

        // Whether the list that is shown answers what stands in the box.
        get current() {
            return !this.list.hidden && this.answered === this.question();
        }

        // Choose the first suggestion for the text as it stands, once it is there.
        want() {
            this.wanted = true;
            this.complain('');
            this.status.textContent = 'Looking …';
            return this.search();
        }

        // The control of the same row with a name.
        beside(name) {
            const id = this.select.id;
            return document.getElementById(id.includes('-') ? id.replace(/[^-]+$/, name) : `id_${name}`);
        }

        // The boxes that narrow this one.
        narrowing() {
            return Object.values(this.setup.narrow || {}).map(name => this.beside(name)?.box).filter(Boolean);
        }

        // What another box of the row narrows this one to: the posts of the person chosen there.
        narrowed() {
            const found = {};
            for (const [parameter, name] of Object.entries(this.setup.narrow || {})) {
                const other = this.beside(name);
                const value = other ? other.value : '';
                const [field, pk] = value.includes(':') ? value.split(':') : [parameter, value];
                if (field === parameter && pk) {
                    found[parameter] = pk;
                }
            }
            return found;
        }

        // Ask for the list, unless its answer is on the way: a key that is held down does not put it off.
        look() {
            if (!this.running || this.asking !== this.question()) {
                this.search();
            }
        }

        // Ask for the list; ``searching`` ends when there is an answer, be it none.
        search() {
            clearTimeout(this.timer);
            this.running?.abort();
            this.running = new AbortController();
            this.asking = this.question();
            this.root.classList.add('looking');
            return this.searching = this.ask(this.running);
        }

        async ask(running) {
            // The box that narrows this one may still wait for its own answer.
            await Promise.all(this.narrowing().map(box => box.wanted && box.searching));
            const [question, term] = [this.question(), this.parts.term];
            if (running === this.running) {
                this.asking = question;
            }
            let found;
            try {
                found = await Promise.all((around.undecided(this) ? [] : this.sources()).map(async source => {
                    const answer = await fetch(`${source.url}&${question}`, {signal: running.signal});
                    if (!answer.ok) {
                        throw new Error(answer.status);
                    }
                    return (await answer.json()).results.map(result => ({...result, source}));
                }));
            } catch (error) {
                if (running === this.running && error.name !== 'AbortError') {
                    this.running = null;
                    this.close();
                    this.complain('The list could not be read. Try again.');
                    this.root.dispatchEvent(new Event('desk:unread', {bubbles: true}));
                }
                return;
            }
            if (running !== this.running) {
                return;
            }
            this.running = null;
            if (question !== this.question()) {
                // What narrows the list was changed meanwhile.
                await this.search();
                return;
            }
            this.root.classList.remove('looking');
            const chosen = new Set([...this.select.options].map(option => this.bare(option.value)));
            this.answered = question;
            // What the search does not put in order is as good as any; what a billing may mean is never chosen unseen.
            const rank = option => option.rank ?? (option.fill ? 9 : 5);
            // Who is new in this page fits as well as the best on record: of both, a person says which is meant.
            const newcomers = around.newHere(this, term, Math.min(5, ...found.flat().map(rank)));
            this.options = [...newcomers, ...found.flat()].sort((one, other) => rank(one) - rank(other)).filter(o => !chosen.has(this.bare(this.token(o.source, o.id))));
            const hits = this.options.length;
            const here = this.root.contains(document.activeElement);
            // Unseen, only what the text leaves no doubt of: not what is merely like it, nor one of several that fit alike.
            const plain = hits === 1 || hits && rank(this.options[0]) < rank(this.options[1]);
            if (this.wanted && term && plain && rank(this.options[0]) < 6) {
                this.choose(this.options[0]);
                if (here) {
                    this.unsaid()?.focus();
                }
                return;
            }
            if (this.wanted && !here) {
                this.complain(NOT_CHOSEN(term));
            }
            this.wanted = false;
            for (const source of this.setup.sources) {
                if (source.add && term && !around.undecided(this) && !this.printed && !newcomers.length) {
                    this.options.push({add: true, source, term, text: `Add “${term}” as a new ${source.name} …`});
                }
            }
            if (here) {
                this.open(hits, term);
            }
        }

        bare(token) {
            return this.setup.qualifiers.length ? token.split(':').slice(0, -1).join(':') : token;
        }

        open(hits, term) {
            const id = `pick-list-${this.number ??= ++count}`;
            this.list.id = id;
            this.list.replaceChildren();
            this.options.forEach((option, index) => {
                const item = make('li', {role: 'option', id: `${id}-${index}`, 'data-index': index, 'aria-selected': 'false'});
                item.classList.toggle('pick-add', Boolean(option.add));
                item.append(make('span', {class: 'pick-text'}, option.text));
                const kind = this.setup.sources.length > 1 && !option.add ? option.source.name : '';
                const detail = [kind, option.detail].filter(Boolean).join(' · ');
                if (detail) {
                    item.append(make('span', {class: 'pick-detail'}, detail));
                }
                this.list.append(item);
            });
            if (!hits) {
                this.list.prepend(make('li', {class: 'pick-none', role: 'presentation'}, around.none(this, term)));
            }
            this.status.textContent = this.list.querySelector('.pick-none')?.textContent || `${hits} found`;
            this.list.hidden = false;
            this.list.removeAttribute('aria-busy');
            this.dismissed = false;
            this.input.setAttribute('aria-expanded', 'true');
            this.input.setAttribute('aria-controls', id);
            this.mark(hits && term && this.options[0].sure !== false ? 0 : -1);
        }

        // Put the list away: what stands in the box is not chosen by keys before a list is shown again.
        leave() {
            this.dismissed = true;
            this.close();
        }

        close() {
            if (!this.wanted) {
                this.running?.abort();
                this.running = null;
                clearTimeout(this.timer);
                this.root.classList.remove('looking');
            }
            this.list.hidden = true;
            this.list.replaceChildren();
            this.active = -1;
            this.input.setAttribute('aria-expanded', 'false');
            this.input.removeAttribute('aria-activedescendant');
        }

        mark(index) {
            this.active = index;
            const items = this.list.querySelectorAll('[role=option]');
            items.forEach((item, i) => item.setAttribute('aria-selected', String(i === index)));
            if (index >= 0) {
                this.input.setAttribute('aria-activedescendant', items[index].id);
                items[index].scrollIntoView({block: 'nearest'});
            } else {
                this.input.removeAttribute('aria-activedescendant');
            }
        }

        key(event) {
            if (event.isComposing) {
                return;
            }
            const last = this.options.length - 1;
            const taken = this.current ? this.options[this.active] : undefined;
            const awaited = this.text && !this.current && !this.dismissed;
            const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
            if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
                event.preventDefault();
                if (!this.current) {
                    this.look();
                } else if (last >= 0) {
                    const step = event.key === 'ArrowDown' ? 1 : -1;
                    this.mark(this.active < 0 ? (step > 0 ? 0 : last) : (this.active + step + last + 1) % (last + 1));
                }
            } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
                // Enter in a box chooses; it never sends the whole page.
                event.preventDefault();
                if (this.saysSign()) {
                    this.status.textContent = 'Said';
                } else if (taken) {
                    this.choose(taken);
                    this.unsaid()?.focus();
                } else if (awaited) {
                    this.want();
                } else if (this.text && !this.current) {
                    this.search();
                }
            } else if (event.key === 'Tab' && plain && !event.shiftKey && this.printed && (taken || awaited)) {
                // What a billing may mean is shown before it is taken over, so the focus waits here.
                event.preventDefault();
                void (taken ? this.choose(taken) : this.want());
            } else if (event.key === 'Tab' && plain) {
                // The focus moves on at once, the choice follows it.
                this.settle();
            } else if (event.key === 'Escape' && (this.wanted || !this.list.hidden)) {
                event.preventDefault();
                event.stopPropagation();
                this.wanted = false;
                this.leave();
            } else if (event.key === 'Backspace' && !this.input.value && this.select.options.length) {
                this.select.options[this.select.options.length - 1].remove();
                this.changed();
            }
        }

        // A sign alone says how the first choice stands that does not say it yet.
        saysSign() {
            const {term, qualifier} = this.parts;
            const select = !term && qualifier && this.unsaid();
            if (select) {
                select.value = qualifier;
                select.dispatchEvent(new Event('change'));
                this.text = '';
                this.close();
            }
            return Boolean(select);
        }

        // Choose what the text stands for, at once or once the list is there.
        settle() {
            const taken = this.current ? this.options[this.active] : undefined;
            if (this.saysSign()) {
                this.status.textContent = 'Said';
            } else if (taken && !taken.add) {
                this.choose(taken);
            } else if (this.text && !this.current && !this.dismissed) {
                this.want();
            }
        }

        choose(option) {
            const {qualifier} = this.parts;
            this.wanted = false;
            this.close();
            this.complain('');
            if (option.add) {
                this.adding = option.source;
                this.addingQualifier = qualifier;
                around.add(this, option);
                return;
            }
            this.text = '';
            if (option.fill) {
                this.select.dispatchEvent(new CustomEvent('desk:printed', {bubbles: true, detail: option.fill}));
                return;
            }
            if (!this.select.multiple || this.until) {
                this.select.replaceChildren();
            }
            if (this.asked) {
                // What was carried over and of which nothing was said gives way.
                [...this.select.options].filter(one => one.value.endsWith(':')).forEach(one => one.remove());
            }
            this.until = this.asked = false;
            const chosen = new Option(option.text, this.token(option.source, option.id, qualifier), true, true);
            chosen.dataset.detail = option.detail || '';
            chosen.dataset.token = chosen.value;
            this.select.append(chosen);
            this.changed();
        }
    }

    // Nothing that was typed is dropped: what still waits for its answer is waited for, the rest is an error beside its box.
    document.addEventListener('submit', async event => {
        const [form, submitter] = [event.target, event.submitter];
        const left = () => [...form.querySelectorAll('select.pick')].map(select => select.box).filter(box =>
            box?.text && !box.input.disabled && !box.root.closest('.inline-related')?.querySelector('[name$="-DELETE"]:checked'));
        if (!left().length) {
            return;
        }
        event.preventDefault();
        event.stopImmediatePropagation();
        await Promise.all(left().map(box => box.wanted && box.searching));
        const boxes = left();
        if (!boxes.length) {
            form.requestSubmit(submitter);
            return;
        }
        for (const box of boxes) {
            box.close();
            box.complain(NOT_CHOSEN(box.text));
            for (let group = box.root.closest('details'); group; group = group.parentElement.closest('details')) {
                group.open = true;
            }
        }
        boxes[0].input.focus();
        boxes[0].input.scrollIntoView({block: 'center'});
    }, true);

    const equip = root => {
        for (const select of root.querySelectorAll('select.pick')) {
            if (!select.box && !select.name.includes('__prefix__')) {
                new Box(select);
            }
        }
    };
    document.addEventListener('DOMContentLoaded', () => equip(document));
    document.addEventListener('formset:added', event => equip(event.target));
    window.deskEquip = equip;
}
