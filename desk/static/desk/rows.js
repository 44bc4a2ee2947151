/* Rows of a page that stand as lines (lib/admin/cards.py): a click, Enter or space on the title opens a row in its
   place, a copy of the empty form of its kind, filled from the values that stand in the page. Closed rows are not sent. */
'use strict';
{
    // Data of the page, by the id of its element; each is read once.
    const known = {};
    const data = id => known[id] ??= JSON.parse(document.getElementById(id).textContent);
    const prefixOf = row => row.id.replace(/-\d+$/, '');
    const isClosed = row => row?.matches('.line[data-row]');

    // The values of a row on file: {name of box: value}.
    const values = row => {
        const {boxes, rows} = data(`${prefixOf(row)}-rows`);
        return Object.fromEntries(boxes.map((name, at) => [name, rows[row.dataset.row][at] || '']));
    };

    // An option for a record that is chosen; what a box with search needs to know tells its kind.
    const chosen = (select, token) => {
        const {sources, qualifiers} = data(`pick-${select.dataset.pick}`);
        const source = sources.find(one => one.prefix && token.startsWith(one.prefix)) || sources[0];
        const bare = token.slice(source.prefix.length);
        const [text, detail] = data('row-labels')[source.kind]?.[qualifiers.length ? bare.split(':')[0] : bare] || [token, ''];
        const option = new Option(text, token, true, true);
        option.dataset.detail = detail;
        return option;
    };

    // As the server would have sent it: these values are what the boxes were opened with.
    const fill = (box, value) => {
        if (box.matches('select.pick')) {
            box.replaceChildren(...[value].flat().filter(String).map(token => chosen(box, String(token))));
        } else if (box.options) {
            if (value !== '' && ![...box.options].some(one => one.value === String(value))) {
                box.append(new Option(value, value));
            }
            [...box.options].forEach(one => { one.selected = one.defaultSelected = one.value === String(value); });
        } else if (box.type === 'checkbox') {
            box.checked = box.defaultChecked = Boolean(value);
        } else {
            box.value = box.defaultValue = value;
        }
    };

    // A filled copy of the empty form of a row's kind; not in the page.
    const filled = row => {
        const prefix = prefixOf(row);
        const copy = document.getElementById(`${prefix}-empty`).cloneNode(true);
        for (const one of copy.querySelectorAll('[id], [name], [for], [aria-describedby]')) {
            for (const name of ['id', 'name', 'for', 'aria-describedby']) {
                if (one.hasAttribute(name)) {
                    one.setAttribute(name, one.getAttribute(name).replace(/__prefix__/g, row.id.slice(prefix.length + 1)));
                }
            }
        }
        const said = {...values(row), id: row.dataset.row};
        for (const box of copy.querySelectorAll('[name]')) {
            const name = box.name.slice(row.id.length + 1);
            if (name === 'id' || !(box.type === 'hidden' || name === 'DELETE')) {
                fill(box, said[name] ?? '');
            }
        }
        return copy;
    };

    const open = row => {
        if (!isClosed(row)) {
            return row;
        }
        const copy = filled(row);
        const [title, ...marks] = row.children;
        copy.querySelector('.card-title').textContent = title.textContent;
        copy.querySelector('summary').append(...marks.filter(one => one.matches('.caution, .state')));
        copy.querySelector('.card-foot').prepend(...marks.filter(one => one.matches('.remark')));
        const link = copy.querySelector('a.full-form');
        if (link) {
            link.setAttribute('href', title.getAttribute('href'));
            link.querySelector('span').textContent = ` of ${title.textContent}`;
        }
        row.replaceChildren(...copy.childNodes);
        row.classList.remove('line');
        row.querySelector('details.card').open = true;
        row.dispatchEvent(new Event('desk:opened', {bubbles: true}));
        window.deskEquip(row);
        return row;
    };

    const field = (row, name) => row.querySelector(`[name="${CSS.escape(row.id)}-${name}"]`);
    const chosenIn = select => [...select.selectedOptions].filter(one => one.value).map(one => one.text);
    const words = box => (box?.options ? chosenIn(box).join(', ') : box?.value.trim()) || '';

    // What keeps a row from being finished: labels of boxes.
    const missing = row => [...row.querySelectorAll('.cell')].filter(cell => {
        const box = cell.querySelector('select.pick, select, input, textarea');
        const typed = cell.querySelector('.pick-input')?.value.trim() || [...cell.querySelectorAll('.pick-qualifier')].some(one => !one.value);
        const instead = words(field(row, box?.dataset.instead));
        return typed || cell.querySelector('label.required') && !words(box) && !instead;
    }).map(cell => cell.querySelector('label').textContent);

    // The line of a row that is closed again, as far as it is filled in.
    const retitle = row => {
        const pattern = row.closest('.cards').dataset.line;
        const said = pattern.replace(/\{(\w+)\}/g, (_, name) => words(field(row, name)))
            .replace(/\s+/g, ' ').replace(/ ([,:])/g, '$1').replace(/(, )+(?=, |$)|^[\s.,:]+|[\s,:]+$|\(\)/g, '').trim();
        const title = row.querySelector('.card-title');
        title.textContent = said || title.textContent;
        row.querySelector('summary .unfinished')?.remove();
        const lacks = missing(row);
        if (lacks.length) {
            const mark = document.createElement('span');
            mark.className = 'caution unfinished';
            mark.textContent = `to be filled in: ${lacks.join(', ')}`;
            row.querySelector('summary').append(mark);
        }
    };
    const fold = row => {
        retitle(row);
        row.querySelector('details.card').open = false;
    };

    const rowsBeside = (row, step) => {
        let other = row;
        do {
            other = step > 0 ? other.nextElementSibling : other.previousElementSibling;
        } while (other && !other.matches('.inline-related:not(.empty-form, .removed-row)'));
        return other;
    };
    // Fold a row and go on with the next one, a new one behind the last.
    const next = row => {
        fold(row);
        const after = rowsBeside(row, 1);
        if (after) {
            open(after).querySelector('details.card').open = true;
            enter(after);
        } else {
            row.closest('.cards').querySelector('.add-row a')?.click();
        }
    };
    // Whether the rows of its kind are in an order.
    const isOrdered = row => Boolean(row.closest('.cards')?.querySelector('.empty-form [name$="-order"]'));
    // Let a row change places with the one before or behind it, where rows are in an order.
    const move = (row, step) => {
        const other = rowsBeside(row, step);
        if (!other || !isOrdered(row)) {
            return;
        }
        // Only open rows are sent.
        [row, other].filter(isClosed).forEach(one => fold(open(one)));
        const [first, second] = (step > 0 ? [row, other] : [other, row]).map(one => field(one, 'order'));
        const [before, behind] = [Number(first.value), Number(second.value)];
        [first.value, second.value] = [before === behind ? behind + 1 : behind, before];
        (step > 0 ? other : row).after(step > 0 ? row : other);
        [first, second].forEach(box => box.dispatchEvent(new Event('change', {bubbles: true})));
    };

    // Put the focus where typing starts.
    const enter = row => {
        const first = row.closest('.cards')?.dataset.first;
        (first && row.querySelector(`[name$="-${first}"]`) || row.querySelector('.card-body :is(input:not([type=hidden]), select:not([hidden]), textarea)'))?.focus();
    };

    window.deskRows = {
        beside: rowsBeside, enter, isOrdered, next, move, open, values, isClosed, filled,
        idOf: row => row.dataset.row || row.querySelector(`[name="${CSS.escape(row.id)}-id"]`)?.value || '',
        // What the closed rows of a kind have in a box.
        said: (prefix, name) => [...document.querySelectorAll(`#${CSS.escape(prefix)}-group .line[data-row]`)].map(row => values(row)[name]).filter(Boolean),
    };

    document.addEventListener('DOMContentLoaded', () => {
        for (const title of document.querySelectorAll('.line[data-row] > a')) {
            title.setAttribute('role', 'button');
            title.setAttribute('aria-expanded', 'false');
        }
    });
    // A choice may come after its row was folded.
    document.addEventListener('change', event => {
        const row = event.target.closest('.cards .inline-related');
        if (row?.querySelector('details.card:not([open])')) {
            retitle(row);
        }
    });
    document.addEventListener('click', event => {
        const title = event.target.closest('.line[data-row] > a');
        if (title && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
            event.preventDefault();
            enter(open(title.parentElement));
        }
    });
}
