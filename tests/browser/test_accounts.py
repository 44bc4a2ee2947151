"""A person in a browser sets up the second factor, logs in with it, and makes a token."""

import re
import time
from base64 import b32decode

import pytest
from django.contrib.auth import get_user_model
from django_otp.oath import totp

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "long-Enough-77"


def log_in(page):
    """Send name and password."""
    page.goto("/admin/login/")
    page.get_by_label("Username").fill("ann")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def code(secret, steps=0):
    """What an app shows that has read the secret; waits where the next code is too near for it to be entered."""
    while time.time() % 30 > 26:
        time.sleep(0.2)
    return f"{totp(b32decode(secret.replace(' ', '')), drift=steps):06}"


def test_setting_up_a_second_factor_and_logging_in_with_it(page):
    get_user_model().objects.create_superuser("ann", password=PASSWORD)
    page.set_viewport_size({"width": 390, "height": 800})
    log_in(page)
    page.get_by_role("link", name="Your account").click()
    page.get_by_role("link", name="Second factor").first.click()
    page.get_by_role("link", name="Set it up").click()
    box = page.locator("svg.qr").bounding_box()
    assert box["width"] == pytest.approx(box["height"]) and 200 < box["width"] < 390, "large enough to be scanned"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    secret = page.locator("code.secret").inner_text()
    page.get_by_label("Code").fill(code(secret, -1))
    page.keyboard.press("Enter")
    page.locator("ul.recovery code").first.wait_for()
    recovery = page.locator("ul.recovery code").all_inner_texts()
    assert len(recovery) == 10
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
    page.get_by_label("Code").fill(recovery[0])
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
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    token = page.locator("code.secret").inner_text()
    answer = page.request.get("/api/v1/events/", headers={"Authorization": f"Bearer {token}", "Cookie": ""})
    assert answer.status == 200 and answer.headers["cache-control"] == "private, no-cache"
    page.goto("/account/tokens/")
    assert token not in page.content()
    page.get_by_role("button", name="Revoke My laptop").click()
    page.get_by_text("The token “My laptop” has been revoked.").wait_for()
    assert page.request.get("/api/v1/events/", headers={"Authorization": f"Bearer {token}"}).status == 401
