/* Participants in one row: what was taken over from a billing as printed fills the boxes of the row (summits/admin/proposals.py);
   where somebody is chosen and a billing is typed, the one post that it means is chosen by itself. */
'use strict';
{
    const rowOf = box => box.closest('.inline-related');
    const field = (row, name) => row.querySelector(`[name="${CSS.escape(row.id)}-${name}"]`);

    const put = (box, value) => {
        if (box.box) {
            box.box.take(value || []);
        } else {
            box.value = value || '';
            box.dispatchEvent(new Event('change', {bubbles: true}));
        }
    };

    document.addEventListener('desk:printed', event => {
        const row = rowOf(event.target);
        const boxes = Object.entries(event.detail).map(([name, value]) => [field(row, name), value]);
        for (const [box, value] of boxes) {
            put(box, value);
            // What is made new is shown.
            const group = box.closest('details.more');
            if (group && value.length && box.name.includes('-new_')) {
                group.open = true;
            }
        }
        const source = field(row, 'cite_source');
        (source.value ? field(row, 'cite_paragraph') : source.box.input).focus();
        document.activeElement.select();
    });

    document.addEventListener('change', async event => {
        const row = event.target.name?.match(/^participations-\d+-(who|billing)$/) && rowOf(event.target);
        const [who, billing, posts] = row ? ['who', 'billing', 'posts'].map(name => field(row, name)) : [];
        const [kind, pk] = who?.value.split(':') || [];
        if (kind !== 'expert' || !billing.value.trim() || posts.value || field(row, 'new_post').value) {
            return;
        }
        const query = new URLSearchParams({expert: pk, term: billing.value, date: document.getElementById('id_date')?.value || ''});
        const answer = await fetch(`${who.dataset.printed}?${query}`, {redirect: 'error'}).catch(() => ({}));
        const found = answer.ok ? (await answer.json()).results : [];
        // Not if somebody was quicker, or means another by now.
        if (found.length && who.value === `expert:${pk}` && billing.value === query.get('term') && !posts.value && !posts.box.text) {
            posts.box.take(found);
        }
    });
}
