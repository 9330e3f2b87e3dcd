import { Button, Menu } from "@mantine/core";
import { IconBug } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { type Raised, useTellMore } from "../../../api/hubLog";
import { lengthText } from "../../../schedules/length";
import { Trouble } from "../../panel/Trouble";
import { useNow } from "../../../timers/useNow";

interface Props {
  raised: readonly Raised[];
  sources: readonly { value: string; label: string }[];
  /** The source that is looked at; blank for all. */
  source: string;
}

const MINUTES = [5, 30, 120] as const;
const USUAL = "hub";

/** Lets a source tell details for a while: the one that is looked at, or the hub. */
export function TellMore({ raised, sources, source }: Props) {
  const { t, i18n } = useTranslation();
  const more = useTellMore();
  const now = useNow(raised.length > 0);
  const about = source === "" ? USUAL : source;
  const name = sources.find(({ value }) => value === about)?.label ?? about;
  const until = raised.find((one) => one.source === about)?.until ?? 0;
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: "short" }).format(until * 1000);
  return (
    <>
      {until > now ? (
        <Button
          size="sm"
          variant="light"
          loading={more.isPending}
          leftSection={<IconBug size={18} aria-hidden />}
          onClick={() => more.mutate({ source: about, minutes: 0 })}
          data-testid="tell-less"
        >
          {t("logs.tellLess", { name, time })}
        </Button>
      ) : (
        <Menu position="bottom-start" radius="lg">
          <Menu.Target>
            <Button
              size="sm"
              variant="default"
              loading={more.isPending}
              leftSection={<IconBug size={18} aria-hidden />}
              data-testid="tell-more"
            >
              {t("logs.tellMore", { name })}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {MINUTES.map((minutes) => (
              <Menu.Item key={minutes} onClick={() => more.mutate({ source: about, minutes })}>
                {t("logs.for", { length: lengthText(minutes * 60, i18n.language, "long") })}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <Trouble error={more.error} title={t("logs.notRaised")} />
    </>
  );
}
