/* A session that has ended takes nothing with it, on no page of the desk: sending a form (of a record, of a list's
   actions, of a merge, a review, an import) asks to log in, in a layer over the page, and goes on; log-in in another
   tab does the same. Nothing is sent for another person than the one who opened the page. */
'use strict';
{
    const LOOK = 1000;
    const bar = document.getElementById('desk-session');
    const state = () => document.querySelector('.draft-state') || bar.appendChild(Object.assign(document.createElement('p'), {className: 'draft-state', role: 'status'}));

    const tell = (words, trouble = false, out = false) => {
        const place = state();
        place.textContent = words;
        place.classList.toggle('trouble', trouble);
        if (out) {
            const button = document.createElement('button');
            Object.assign(button, {type: 'button', className: 'button', textContent: 'Log in'});
            button.addEventListener('click', ask);
            place.append(' ', button);
        }
    };

    // Whether the person who opened the page is logged in; then its token is the present one.
    const look = async () => {
        const answer = await fetch(bar.dataset.session);
        if (!answer.ok) {
            throw new Error(answer.status);
        }
        const {user, name, token} = await answer.json();
        const same = user === bar.dataset.user;
        if (same) {
            document.querySelectorAll('[name=csrfmiddlewaretoken]').forEach(box => { box.value = token; });
        }
        return {same, other: same ? '' : name || ''};
    };

    const words = other => other
        ? `You are logged in as ${other} now, and this page was opened by ${bar.dataset.name}. Nothing is sent. Log out there, and log in as ${bar.dataset.name}.`
        : `You are logged out. What you typed is still here: log in as ${bar.dataset.name}.`;

    const layer = () => {
        const dialog = document.createElement('dialog');
        dialog.className = 'log-in-layer';
        dialog.setAttribute('aria-labelledby', 'log-in-heading');
        dialog.innerHTML = '<h2 id="log-in-heading">Log in to go on</h2><p role="alert"></p><p class="log-in-buttons"><button type="button" class="button">Log in …</button> <button type="button" class="button">Not now</button></p>';
        document.body.append(dialog);
        return dialog;
    };

    let asking = null;
    // Ask to log in, until it is done or put off: whether the person is logged in.
    const ask = () => asking ??= new Promise(done => {
        const dialog = layer();
        const told = dialog.querySelector('[role=alert]');
        const [open, later] = dialog.querySelectorAll('button');
        let popup = null;
        const check = async () => {
            const {same, other} = await look().catch(() => ({}));
            if (same) {
                popup?.close();
                dialog.close('in');
            } else if (other !== undefined && told.textContent !== words(other)) {
                told.textContent = words(other);
            }
        };
        const timer = setInterval(check, LOOK);
        told.textContent = words('');
        open.addEventListener('click', () => {
            popup = window.open(bar.dataset.login, 'log-in', 'popup,width=520,height=680');
        });
        later.addEventListener('click', () => dialog.close());
        dialog.addEventListener('close', () => {
            clearInterval(timer);
            dialog.remove();
            asking = null;
            const back = dialog.returnValue === 'in';
            if (back) {
                tell('You are logged in again.');
                document.dispatchEvent(new Event('desk:logged-in'));
            }
            done(back);
        });
        check();
        dialog.showModal();
    });

    // What is wrong after an answer that was no answer: true if nothing is, any more.
    const explain = async () => {
        const {same, other} = await look();
        if (!same) {
            tell(words(other), true, true);
        }
        return same;
    };

    // A second click would break off the first request, whose answer says what was saved.
    const CLICKS = 3000;
    const watch = form => {
        let passed = false;
        let busy = false;
        let went = -CLICKS;
        form.addEventListener('submit', async event => {
            if (event.defaultPrevented || passed) {
                went = event.defaultPrevented ? went : performance.now();
                passed = false;
                return;
            }
            event.preventDefault();
            if (busy || performance.now() - went < CLICKS) {
                return;
            }
            busy = true;
            try {
                const {same} = await look();
                passed = same || await ask();
            } catch (error) {
                // A server that answers has a page of its own for what it could not save.
                passed = Number(error.message) >= 500;
                if (!passed) {
                    tell('The server cannot be reached: nothing has been sent. Try again.', true);
                }
            }
            busy = false;
            if (passed) {
                form.requestSubmit(event.submitter);
            }
        });
    };

    if (bar) {
        document.addEventListener('DOMContentLoaded', () => document.querySelectorAll('form[method=post]:not(#logout-form)').forEach(watch));
        document.addEventListener('desk:unread', () => explain().catch(() => {}));
        window.deskSession = {tell, explain};
    }
}
