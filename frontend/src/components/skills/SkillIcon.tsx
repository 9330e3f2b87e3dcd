import {
  IconAlarm,
  IconBell,
  IconCalculator,
  IconCalendarEvent,
  IconChecklist,
  IconClock,
  IconCloudRain,
  IconHelpHexagon,
  IconHome,
  IconHourglass,
  IconMessages,
  IconNews,
  IconPhoneRinging,
  IconSparkles,
  IconSpeakerphone,
  type TablerIcon,
  IconUsers,
  IconVolume,
} from "@tabler/icons-react";

/** The pictures of skills that come with the hub, by their ids. */
const ICONS: Readonly<Record<string, TablerIcon>> = {
  alarms: IconAlarm,
  announcements: IconSpeakerphone,
  calculator: IconCalculator,
  calendar: IconCalendarEvent,
  clock: IconClock,
  help: IconHelpHexagon,
  home: IconHome,
  lists: IconChecklist,
  messages: IconMessages,
  news: IconNews,
  people: IconUsers,
  phone: IconPhoneRinging,
  reminders: IconBell,
  timers: IconHourglass,
  volume: IconVolume,
  weather: IconCloudRain,
};

/** What a skill is about, as a picture; one of the household's own has the common one. */
export function SkillIcon({ id, size }: { id: string; size: number }) {
  const Icon = ICONS[id] ?? IconSparkles;
  return <Icon size={size} stroke={1.6} aria-hidden />;
}
