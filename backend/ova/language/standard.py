"""What the names of the standard vocabulary mean: Home Assistant's intents, slots, lists and domains.

The one place that knows them. Skills that use the same names get the same care; everything else about
a skill's sentences follows from the sentences themselves.
"""

LATER_SLOT = "conversation_command"
"""The slot of a delayed command: a text to be understood when its time has come."""
LATER_NEVER = "later"
"""False in the ``metadata`` of sentences that cannot be delayed, such as those of reminders."""
GIVES_WAY = "gives_way"
"""True in the ``metadata`` of sentences that people's own replace without being asked: greetings."""
LATER_END = "conversation_command_end"
"""The slot of the last words of such a command, where they stand behind the time."""
TARGET_SLOTS = frozenset({"name", "area", "floor", "domain", "device_class"})
"""Slots that say what a command is about."""
QUESTIONS = frozenset({"HassGetState"})
"""Intents that only ask: of two equal readings a command wins."""

STANDARD = "Hass"
"""Begins the names of the standard intents. Their free text names what there is, such as things to buy
and songs, so slips in it are put right; that of other intents is taken as it was said: it may hold
names, places and words nobody knows."""

DICTATED = frozenset({"HassBroadcast"})
"""Standard intents whose free text is a person's own words."""

PLACES = "zone"
"""The list of where people are: free text in the package, but only places make sense."""
NAMING = frozenset({PLACES, "timer_name"})
"""Lists whose free text is a name. In any other list it is dictated: a person's own words, which may
hold whatever people say to each other."""
CONTACTS = "contact"
"""The list of whom something is sent to: free text that is a name, before a text of any length."""
FREE_LIMITS = {PLACES: 2, CONTACTS: 2}
"""Tokens of the free text of a list, where it cannot be long."""

MOBILE = frozenset({"vacuum", "lawn_mower", "person", "device_tracker"})
"""Domains of what goes where it is told: an area beside its name is not where it belongs."""
CAREFUL_DOMAINS = frozenset({"lock", "cover", "alarm_control_panel", "valve"})
"""Domains of what keeps the house shut."""
