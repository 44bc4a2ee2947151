"""The OpenAPI description of tokens."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension


class TokenScheme(OpenApiAuthenticationExtension):
    """The scheme ``token``."""

    target_class = "accounts.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema):
        """Its definition, as OpenAPI has it."""
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token made at /account/tokens/. Its reader sees what its owner sees, drafts included.",
        }
