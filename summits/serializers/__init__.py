"""Events and what hangs on them as the API shows them."""
