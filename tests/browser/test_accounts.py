"""A person in a browser sets up the second factor, logs in with it, and makes a token."""

import re
from base64 import b32decode

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from tests.browser.sessions import stop_clock
from tests.browser.states import fits, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "long-Enough-77"


def log_in(page):
    """Send name and password."""
    page.goto("/admin/login/")
    page.get_by_label("Username").fill("ann")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def test_setting_up_a_second_factor_and_logging_in_with_it(page, monkeypatch):
    code = stop_clock(monkeypatch)
    get_user_model().objects.create_superuser("ann", password=PASSWORD)
    page.set_viewport_size({"width": 390, "height": 800})
    log_in(page)
    page.get_by_role("link", name="Your account").click()
    page.get_by_role("link", name="Second factor").first.click()
    page.get_by_role("link", name="Set it up").click()
    # Large enough to be scanned.
    wait_until(
        lambda: page.locator("svg.qr").bounding_box(),
        lambda box: box["width"] == pytest.approx(box["height"]) and 200 < box["width"] < 390,
    )
    fits(page)
    secret = b32decode(page.locator("code.secret").inner_text().replace(" ", ""))
    page.get_by_label("Code").fill(code(secret, -1))
    page.keyboard.press("Enter")
    expect(page.locator("ul.recovery code")).to_have_count(10)
    recovery = page.locator("ul.recovery code").first.inner_text()
    page.get_by_role("link", name="I have saved them").click()
    page.get_by_text("Your second factor is on").wait_for()

    page.get_by_role("button", name="Log out").click()
    log_in(page)
    page.wait_for_url(re.compile("/account/login/code/$"))
    page.locator("input[name=code]:focus").wait_for()
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    page.get_by_text("This code is wrong").wait_for()
    page.get_by_label("Code").fill(code(secret))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/admin/$"))

    page.get_by_role("button", name="Log out").click()
    log_in(page)
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(re.compile("/admin/$"))


def test_making_a_token_and_reading_with_it(page):
    get_user_model().objects.create_superuser("ann", password=PASSWORD)
    page.set_viewport_size({"width": 390, "height": 800})
    log_in(page)
    page.get_by_role("link", name="Your account").click()
    page.get_by_role("link", name="API tokens").first.click()
    page.get_by_label("Name").fill("My laptop")
    page.get_by_label("Last day").fill("2999-12-31")
    page.get_by_role("button", name="Create token").click()
    page.get_by_role("heading", name="Your new token").wait_for()
    fits(page)
    token = page.locator("code.secret").inner_text()
    bearer = {"Authorization": f"Bearer {token}", "Cookie": ""}
    answer = page.request.get("/api/v1/events/", headers=bearer)
    assert answer.status == 200 and answer.headers["cache-control"] == "private, no-cache"
    page.goto("/account/tokens/")
    page.get_by_role("button", name="Revoke My laptop").wait_for()
    expect(page.locator("html")).not_to_contain_text(token)
    page.get_by_role("button", name="Revoke My laptop").click()
    page.get_by_text("The token “My laptop” has been revoked.").wait_for()
    assert page.request.get("/api/v1/events/", headers=bearer).status == 401
