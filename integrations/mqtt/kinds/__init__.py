"""The components that are brought in, one file each: how it reads, and how it is commanded.

A component the home has no kind for is shown as the nearest one.
https://www.home-assistant.io/integrations/mqtt/#mqtt-discovery
"""
