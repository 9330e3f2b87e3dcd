import type { ParseKeys } from "i18next";
import { type ComponentType, lazy, type LazyExoticComponent } from "react";

import type { Skill } from "../../api/skills";

export interface SkillTabProps {
  skill: Skill;
}

/** One tab of a skill's page. */
export interface SkillTab {
  /** Its part of the address: `/skills/<skill>/<id>`. */
  id: string;
  label: ParseKeys;
  Panel: LazyExoticComponent<ComponentType<SkillTabProps>>;
}

/** The tabs of a skill's page, in order. */
export const SKILL_TABS: readonly SkillTab[] = [
  {
    id: "sentences",
    label: "skills.tab.sentences",
    Panel: lazy(() => import("./SentencesTab").then((file) => ({ default: file.SentencesTab }))),
  },
  {
    id: "replies",
    label: "skills.tab.replies",
    Panel: lazy(() => import("./RepliesTab").then((file) => ({ default: file.RepliesTab }))),
  },
  {
    id: "try",
    label: "skills.tab.try",
    Panel: lazy(() => import("./TryTab").then((file) => ({ default: file.TryTab }))),
  },
  {
    id: "settings",
    label: "skills.tab.settings",
    Panel: lazy(() =>
      import("./SkillSettingsTab").then((file) => ({ default: file.SkillSettingsTab })),
    ),
  },
  {
    id: "log",
    label: "skills.tab.log",
    Panel: lazy(() => import("./SkillLogTab").then((file) => ({ default: file.SkillLogTab }))),
  },
  {
    id: "about",
    label: "skills.tab.about",
    Panel: lazy(() => import("./AboutTab").then((file) => ({ default: file.AboutTab }))),
  },
];
