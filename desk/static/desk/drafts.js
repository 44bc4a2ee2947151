/* What is typed into the form of a record is kept on the server half a second after the last key, and offered
   again when a form of this record is opened (desk/drafts.py). Kept is what differs from what the form was opened
   with, and new rows whole; rows on file are known by their ids, whatever has become of their numbers. */
'use strict';
{
    const WAIT = 500;
    const AGAIN = 5000;
    // A browser sends no more than 64 KB for a page that is being left.
    const LEAVING_BYTES = 60_000;
    const VERSION = '_opened_at_version';
    const TYPED = '-typed';
    const bar = document.getElementById('drafts');
    const form = bar?.closest('form');

    const isKept = box => box.name && !box.name.startsWith('_') && box.name !== 'csrfmiddlewaretoken' && !box.disabled
        && !box.name.includes('-__prefix__-') && !box.name.endsWith('_FORMS')
        && !['file', 'password', 'submit', 'button', 'reset', 'image'].includes(box.type);
    const isChoice = box => ['checkbox', 'radio'].includes(box.type);
    const isPick = box => box.matches('select.pick');
    const option = (box, one) => isPick(box) ? [one.value, one.text, one.dataset.detail || ''] : one.value;

    const read = box => {
        if (box.options) {
            return [...box.options].filter(one => one.selected && (one.value || !isPick(box))).map(one => option(box, one));
        }
        return isChoice(box) && !box.checked ? [] : [box.value];
    };

    // As the server sent it, whatever the browser has filled in since.
    const opening = box => {
        if (box.options) {
            const chosen = [...box.options].filter(one => one.defaultSelected && (one.value || !isPick(box)));
            const first = !chosen.length && !box.multiple && !isPick(box) ? [...box.options].slice(0, 1) : chosen;
            return first.map(one => option(box, one));
        }
        if (isChoice(box)) {
            return box.defaultChecked ? [box.value] : [];
        }
        return [box.defaultValue];
    };

    const write = (box, values) => {
        if (isPick(box)) {
            box.replaceChildren(...values.filter(Array.isArray).map(([value, text, detail]) => {
                const one = new Option(text, value, true, true);
                Object.assign(one.dataset, {detail, token: value});
                return one;
            }));
            box.box?.draw();
        } else if (box.options) {
            // A choice that is made on the page, like a panel that is being typed.
            values.filter(value => ![...box.options].some(one => one.value === value)).forEach(value => box.append(new Option(value, value)));
            [...box.options].forEach(one => { one.selected = values.includes(one.value); });
        } else if (isChoice(box)) {
            box.checked = values.includes(box.value);
        } else {
            box.value = values[0] ?? '';
        }
        box.dispatchEvent(new Event('input', {bubbles: true}));
        box.dispatchEvent(new Event('change', {bubbles: true}));
    };

    const rowOf = box => box.closest('.inline-related');
    const idOf = row => window.deskRows.idOf(row);
    // A new row that was removed: it may be brought back until the save, and is not kept any longer than the page. In a
    // form that was refused a new row has a box for this, as those on file have.
    const isRemoved = box => {
        const row = rowOf(box);
        return Boolean(row && !idOf(row) && (box.name.endsWith('-DELETE') || row.querySelector('[name$="-DELETE"]:checked')));
    };

    // The values of a draft by the rows they belong to: [{group, id, name of the row, fields}], those of the record without a group.
    const byRows = values => {
        const rows = new Map();
        for (const [name, list] of Object.entries(values)) {
            const [, prefix, number, field] = name.match(/^(.+?)-(\d+)-(.+)$/) || [];
            const group = prefix && document.getElementById(`${prefix}-group`);
            const key = group ? `${prefix}-${number}` : '';
            if (!rows.has(key)) {
                rows.set(key, {group, key, id: values[`${key}-id`]?.[0] || '', fields: {}});
            }
            rows.get(key).fields[group ? field : name] = list;
        }
        return [...rows.values()];
    };
    const rowsOn = group => [...group.querySelectorAll('.inline-related:not(.empty-form)')];
    const byId = (group, id) => rowsOn(group).find(row => id && idOf(row) === id);

    const named = (row, name) => [...form.elements].filter(box => box.name === (row ? `${row.id}-${name}` : name));

    class Draft {
        constructor() {
            this.token = () => form.elements._form.value;
            // Deferred scripts run before the other scripts of the desk put their hands on the boxes.
            this.opened = new Map();
            this.note([...form.elements]);
            // Boxes that came with the address of a new form are part of what is typed into it.
            this.given = bar.dataset.new ? new URLSearchParams(location.search) : new URLSearchParams();
            this.replaces = new Set();
            this.carried = {};
            this.sent = '';
            this.number = 0;
        }

        note(boxes) {
            boxes.filter(isKept).forEach(box => this.opened.set(box, JSON.stringify(opening(box))));
        }

        start() {
            this.carry();
            // Before anything is put into the boxes of the row.
            document.addEventListener('desk:opened', event => this.note([...event.target.querySelectorAll('input, select, textarea')]));
            form.addEventListener('input', () => this.later());
            form.addEventListener('change', () => this.later());
            // Before the page goes there is time for what is more than a page that goes may send.
            window.addEventListener('beforeunload', () => this.send(true));
            document.addEventListener('desk:logged-in', () => this.later());
            document.addEventListener('formset:added', () => this.later());
            document.addEventListener('formset:removed', () => this.later());
            document.addEventListener('visibilitychange', () => document.hidden && this.send(true));
            window.addEventListener('pagehide', () => this.send(true));
            window.addEventListener('pageshow', event => { this.done = this.done && !event.persisted; });
            form.addEventListener('submit', event => {
                if (!event.defaultPrevented) {
                    this.send();
                    this.remember();
                    this.done = true;
                    history.replaceState({...history.state, typed: false}, '');
                }
            });
            form.addEventListener('click', event => {
                const link = event.target.closest('[data-draft=drop]');
                if (link) {
                    event.preventDefault();
                    this.drop(link.href);
                }
            }, true);
            bar.addEventListener('click', event => {
                const entry = event.target.closest('.draft');
                const what = event.target.dataset.draft;
                if (what === 'restore') {
                    this.restore(entry.dataset.token);
                } else if (what) {
                    this.discard(entry);
                }
            });
            for (const time of bar.querySelectorAll('time')) {
                const at = new Date(time.dateTime);
                const day = at.toLocaleDateString('en-GB', {day: 'numeric', month: 'long'});
                time.textContent = `${day} at ${at.toLocaleTimeString('en-GB', {hour: '2-digit', minute: '2-digit'})}`;
            }
            const {draft: before, typed} = history.state || {};
            const again = ['back_forward', 'reload'].includes(performance.getEntriesByType('navigation')[0]?.type);
            bar.querySelectorAll('.draft').forEach(entry => { entry.hidden = false; });
            if (again && before && (typed || this.offered(before))) {
                this.restore(before);
            }
            history.replaceState({...history.state, draft: this.token(), typed: false}, '');
        }

        // -- what is typed

        later() {
            clearTimeout(this.timer);
            if (!history.state?.typed) {
                history.replaceState({...history.state, typed: true}, '');
            }
            this.timer = setTimeout(() => this.send(), WAIT);
        }

        collect() {
            const boxes = [...form.elements].filter(box => isKept(box) && !isRemoved(box));
            const names = new Map();
            for (const box of boxes) {
                const row = rowOf(box);
                const fresh = row && !idOf(row);
                if (fresh || JSON.stringify(read(box)) !== this.opened.get(box)) {
                    names.set(box.name, fresh && (box.type === 'hidden' || !read(box).join('')) ? 0 : 1);
                }
            }
            const values = {...this.carried};
            let count = [...names.values()].reduce((sum, one) => sum + one, 0);
            if (!count && !Object.keys(values).length) {
                return {values: {}, boxes: 0, replaces: [...this.replaces]};
            }
            for (const box of boxes) {
                const row = rowOf(box);
                if (names.has(box.name) || (this.given.has(box.name) && !row)) {
                    values[box.name] = [];
                    if (row && idOf(row)) {
                        values[`${row.id}-id`] = [idOf(row)];
                    }
                }
            }
            for (const box of boxes.filter(one => values[one.name] && !(one.name in this.carried && !names.has(one.name)) && !one.name.endsWith('-id'))) {
                values[box.name].push(...read(box));
            }
            count += Object.keys(this.carried).filter(name => !names.has(name) && !name.startsWith('_') && !name.endsWith('-id')).length;
            if (form.elements[VERSION]) {
                values[VERSION] = [form.elements[VERSION].value];
            }
            return {values, boxes: count, replaces: [...this.replaces]};
        }

        // A page that is being left does not wait for what is on its way.
        async send(leaving = false) {
            clearTimeout(this.timer);
            const said = this.done ? null : this.collect();
            const body = JSON.stringify(said);
            if (!said || body === this.sent || (!this.sent && !said.boxes && !said.replaces.length)) {
                return;
            }
            if (this.running && !leaving) {
                this.later();
                return;
            }
            this.running = true;
            try {
                this.sending = this.post(this.token(), JSON.stringify({...said, number: this.count()}));
                const answer = await this.sending;
                if (answer.ok) {
                    this.sent = body;
                    this.renewed = false;
                    this.tell(said.boxes ? `What you typed is kept (${new Date().toLocaleTimeString('en-GB')}).` : '');
                } else {
                    await this.trouble(answer);
                }
            } catch {
                this.tell('What you typed last is not kept: the server cannot be reached. It is tried again.', true);
                this.timer = setTimeout(() => this.send(), AGAIN);
            }
            this.running = false;
        }

        // Grows with each sending, also when the clock is set back: one that arrives late replaces nothing newer.
        count() {
            return this.number = Math.max(this.number + 1, Math.floor(performance.timeOrigin + performance.now()));
        }

        post(token, body) {
            return fetch(`${bar.dataset.url}${token}/`, {
                method: 'POST', body, redirect: 'manual', keepalive: new Blob([body]).size < LEAVING_BYTES,
                headers: {'Content-Type': 'application/json', 'X-CSRFToken': form.elements.csrfmiddlewaretoken.value},
            });
        }

        async trouble(answer) {
            if (answer.status === 403 && await window.deskSession.explain()) {
                // Logged in again, in another tab: its token was stale.
                if (!this.renewed) {
                    this.renewed = true;
                    this.later();
                } else {
                    this.tell('You may no longer change this: what you type is not kept.', true);
                }
            } else if (answer.status !== 403) {
                const told = await answer.json().catch(() => ({}));
                this.tell(told.detail || 'What you typed last is not kept.', true);
            }
        }

        tell(words, trouble = false) {
            window.deskSession.tell(words, trouble);
        }

        // -- a form that is refused comes back as it was sent: what was typed before is no longer seen as typed

        remember() {
            const {values} = this.collect();
            try {
                sessionStorage.setItem('draft', JSON.stringify({token: this.token(), values, number: this.number}));
            } catch {
                // Too large for the browser.
            }
        }

        carry() {
            const kept = JSON.parse(sessionStorage.getItem('draft') || '{}');
            sessionStorage.removeItem('draft');
            if (kept.token !== this.token()) {
                return;
            }
            this.number = kept.number;
            for (const {group, key, id, fields} of byRows(kept.values)) {
                const row = group && byId(group, id);
                if (!group || row) {
                    Object.entries(fields).forEach(([name, list]) => { this.carried[key ? `${row.id}-${name}` : name] = list; });
                }
            }
        }

        // -- what was typed before

        offered(token) {
            return bar.querySelector(`.draft[data-token="${CSS.escape(token)}"]`);
        }

        async restore(token) {
            const read = () => fetch(`${bar.dataset.url}${token}/`).catch(() => ({}));
            let answer = await read();
            if (answer.status === 404) {
                // A page that is loaded again may be quicker than what was typed into it.
                await new Promise(done => { setTimeout(done, WAIT); });
                answer = await read();
            }
            if (!answer.ok) {
                this.tell('What you typed could not be read. Open this page again.', true);
                return;
            }
            const {values} = await answer.json();
            const lost = byRows(values).flatMap(row => this.fill(row));
            this.offered(token)?.remove();
            if (token !== this.token()) {
                this.replaces.add(token);
            }
            await this.send();
            this.tell(lost.length ? `These could not be put back: ${lost.join('; ')}` : 'What you typed is in the form again. It is not saved yet.', lost.length > 0);
        }

        // Put back one row, or what was typed into the record's own boxes; the values without a box.
        fill({group, id, fields}) {
            const rest = Object.entries(fields).filter(([name]) => name !== 'id');
            let row = group && byId(group, id);
            if (group && !row) {
                const add = group.querySelector('.add-row a');
                if (!add || (id && fields.DELETE?.length)) {
                    return add ? [] : rest.map(([name, list]) => `${name}: ${list.flat().join(', ')}`);
                }
                add.click();
                row = rowsOn(group).at(-1);
            }
            window.deskRows.open(row);
            row?.querySelectorAll('details.card').forEach(card => { card.open = true; });
            return rest.flatMap(([name, list]) => {
                const found = named(row, name);
                found.forEach(box => write(box, list));
                // A box with search sends text under a name of its own, which it has only while there is text in it.
                const search = name.endsWith(TYPED) && named(row, name.slice(0, -TYPED.length))[0]?.box;
                if (search && !found.length) {
                    search.text = list[0];
                    found.push(search);
                }
                return found.length || name.startsWith('_') ? [] : [`${name}: ${list.flat().join(', ')}`];
            });
        }

        // Discard what is typed here and go on: only then, or the next page is made while the draft is still there.
        async drop(address) {
            this.done = true;
            const gone = Promise.allSettled([this.sending])
                .then(() => this.post(this.token(), JSON.stringify({values: {}})))
                .catch(() => {});
            await Promise.race([gone, new Promise(done => { setTimeout(done, AGAIN); })]);
            location.assign(address);
        }

        async discard(entry) {
            const answer = await this.post(entry.dataset.token, JSON.stringify({values: {}})).catch(() => ({}));
            if (answer.ok) {
                entry.remove();
                this.tell('Discarded.');
            } else {
                this.tell('It could not be discarded. Try again.', true);
            }
        }
    }

    if (form) {
        const draft = new Draft();
        document.addEventListener('DOMContentLoaded', () => draft.start());
    }
}
