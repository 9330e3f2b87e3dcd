"""An integration with a webhook, for tests."""

BUTTONS = '''
    """Buttons on the wall."""
    from ova.sdk import Event, webhook

    manifest = {"events": {"buttons.pressed": "A button was pressed"}}
    CALLS = []

    class Buttons:
        def __init__(self, config, ova):
            self.config = config

        VERIFY
        def handle_webhook(self, payload, ctx):
            CALLS.append(payload)
            return Event("buttons.pressed", payload.get("id"), {"button": payload["button"]})

    def build_integration(config, ova):
        return Buttons(config, ova)

    def default_config():
        return {"hook_secret": ""}
'''
