// One import and one entry per line, so that sections can be added side by side.
import type { TablerIcon } from "@tabler/icons-react";
import { IconAdjustments } from "@tabler/icons-react";
import { IconApi } from "@tabler/icons-react";
import { IconDoor } from "@tabler/icons-react";
import { IconArchive } from "@tabler/icons-react";
import { IconStethoscope } from "@tabler/icons-react";
import { IconSparkles } from "@tabler/icons-react";
import { IconInfoCircle } from "@tabler/icons-react";
import { IconEar } from "@tabler/icons-react";
import { IconLanguage } from "@tabler/icons-react";
import { IconListSearch } from "@tabler/icons-react";
import { IconMessageCircle } from "@tabler/icons-react";
import { IconSpeakerphone } from "@tabler/icons-react";
import { IconKey } from "@tabler/icons-react";
import { IconUserCog } from "@tabler/icons-react";
import { IconUsers } from "@tabler/icons-react";
import type { ComponentType, LazyExoticComponent } from "react";

import type { Role } from "../../api/roles";
import { page } from "../../app/page";
import type en from "../../locales/en.json";

/** What the sections of the settings are grouped by, in order. */
export const GROUPS = ["home", "people", "hub"] as const;

/** One section of the settings: `/settings/<id>`. */
export interface SettingsSection {
  id: string;
  group: (typeof GROUPS)[number];
  /** Translation key. */
  label: `settings.section.${keyof (typeof en)["settings"]["section"]}`;
  icon: TablerIcon;
  /** Who may see it, at least. */
  role: Role;
  Panel: LazyExoticComponent<ComponentType>;
}

const About = page(() => import("./AboutSection"), "AboutSection");
const Account = page(() => import("./AccountSection"), "AccountSection");
const People = page(() => import("./PeopleSection"), "PeopleSection");
const Tokens = page(() => import("./TokensSection"), "TokensSection");
const Backup = page(() => import("./BackupSection"), "BackupSection");
const Diagnostics = page(() => import("./DiagnosticsSection"), "DiagnosticsSection");
const Updates = page(() => import("./UpdatesSection"), "UpdatesSection");
const Api = page(() => import("./ApiSection"), "ApiSection");

const Areas = page(() => import("./areas/AreasSection"), "AreasSection");
const General = page(() => import("./general/GeneralSection"), "GeneralSection");
const Language = page(() => import("./language/LanguageSection"), "LanguageSection");
const Models = page(() => import("./models/ModelsSection"), "ModelsSection");
const Voices = page(() => import("./voices/VoicesSection"), "VoicesSection");
const WakeWords = page(() => import("./wakeWords/WakeWordsSection"), "WakeWordsSection");
const Logs = page(() => import("./logs/LogsSection"), "LogsSection");

/** The order within the groups; those that are not named come last. */
const ORDER = [
  "general",
  "language",
  "models",
  "voices",
  "wake-words",
  "areas",
  "account",
  "people",
  "tokens",
  "backup",
  "updates",
  "logs",
  "diagnostics",
  "api",
  "about",
];

// One line each: it is read as a table.
// prettier-ignore
const ENTRIES: readonly SettingsSection[] = [
  { id: "areas", group: "home", role: "adult", label: "settings.section.areas", icon: IconDoor, Panel: Areas },
  { id: "models", group: "home", role: "adult", label: "settings.section.models", icon: IconEar, Panel: Models },
  { id: "voices", group: "home", role: "adult", label: "settings.section.voices", icon: IconMessageCircle, Panel: Voices },
  { id: "wake-words", group: "home", role: "adult", label: "settings.section.wake-words", icon: IconSpeakerphone, Panel: WakeWords },
  { id: "general", group: "home", role: "adult", label: "settings.section.general", icon: IconAdjustments, Panel: General },
  { id: "language", group: "home", role: "adult", label: "settings.section.language", icon: IconLanguage, Panel: Language },
  { id: "logs", group: "hub", role: "adult", label: "settings.section.logs", icon: IconListSearch, Panel: Logs },
  { id: "account", group: "people", role: "guest", label: "settings.section.account", icon: IconUserCog, Panel: Account },
  { id: "people", group: "people", role: "owner", label: "settings.section.people", icon: IconUsers, Panel: People },
  { id: "tokens", group: "people", role: "adult", label: "settings.section.tokens", icon: IconKey, Panel: Tokens },
  { id: "backup", group: "hub", role: "owner", label: "settings.section.backup", icon: IconArchive, Panel: Backup },
  { id: "updates", group: "hub", role: "adult", label: "settings.section.updates", icon: IconSparkles, Panel: Updates },
  { id: "diagnostics", group: "hub", role: "adult", label: "settings.section.diagnostics", icon: IconStethoscope, Panel: Diagnostics },
  { id: "api", group: "hub", role: "adult", label: "settings.section.api", icon: IconApi, Panel: Api },
  { id: "about", group: "hub", role: "adult", label: "settings.section.about", icon: IconInfoCircle, Panel: About },
];

/** Every section of the settings, in order. */
export const SECTIONS = [...ENTRIES].sort((a, b) => place(a) - place(b));

function place({ id, group }: SettingsSection): number {
  const found = ORDER.indexOf(id);
  return GROUPS.indexOf(group) * 100 + (found < 0 ? ORDER.length : found);
}
