"""What Django REST Framework and drf-spectacular are told (config/settings.py)."""

FRAMEWORK = {
    "DEFAULT_THROTTLE_CLASSES": ["accounts.rates.RequestRate"],
    "DEFAULT_RENDERER_CLASSES": ["lib.api.renderers.JsonRenderer", "lib.api.browsable.BrowsableRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.permissions.MayRead"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "lib.api.negotiation.FormatFirst",
}

DESCRIPTION = {
    "TITLE": "Parley",
    "DESCRIPTION": "Who met, who said what, on whose behalf, and what came of it.",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["accounts.permissions.MayRead"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": False,
    # Sessions are for people in a browser, who need no description of them.
    "AUTHENTICATION_WHITELIST": ["accounts.authentication.TokenAuthentication"],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "SourceKind": "sources.models.SourceKind",
        "PlaceKind": "sources.models.PlaceKind",
        "NameKind": "lib.names.NameKind",
        "OrganisationKind": "experts.models.OrganisationKind",
        "AppointmentStatus": "experts.models.AppointmentStatus",
        "IdentifierScheme": "sources.models.IdentifierScheme",
        **{
            name: f"summits.models.kinds.{name}"
            for name in (
                "EventKind",
                "EventStatus",
                "Role",
                "Attendance",
                "PositionKind",
                "Attribution",
                "Basis",
                "Stance",
                "OutcomeKind",
                "OutcomeStatus",
                "OutcomeRelation",
                "LinkKind",
            )
        },
    },
}
