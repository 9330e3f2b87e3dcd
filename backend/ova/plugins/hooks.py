"""The names of the optional hooks an integration may have."""

HOOKS = (
    "account_info",
    "activate",
    "converse",
    "deactivate",
    "diagnostics",
    "entities",
    "get_data",
    "get_data_endpoints",
    "handle_webhook",
    "health",
    "manage",
    "migrate",
    "refresh_token",
    "store_token",
    "test_connection",
    "unload",
)
