"""The API's machinery: one declaration per resource gives its SQL, its JSON and its schema."""
