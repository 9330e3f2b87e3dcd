import { Skeleton, Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useAbout } from "../../api/about";
import panel from "../panel/panel.module.css";
import { Section } from "../panel/Section";
import { sizeText } from "../panel/sizeText";
import { Trouble } from "../panel/Trouble";

/** What this program is, what it takes up, and whose work it stands on. */
export function AboutSection() {
  const { t, i18n } = useTranslation();
  const about = useAbout();
  if (about.isPending) {
    return <Skeleton height={200} radius={20} aria-busy="true" />;
  }
  if (!about.data) {
    return (
      <Trouble
        error={about.error}
        title={t("settings.about.failed")}
        onRetry={() => void about.refetch()}
      />
    );
  }
  const { version, python, system, licence, folder, storage, libraries } = about.data;
  const facts = [
    [t("about.version"), version],
    [t("about.licence"), licence],
    [t("about.python"), python],
    [t("about.system"), system],
    [t("about.folder"), folder],
  ];
  const sizes = Object.entries(storage).filter(([, bytes]) => bytes > 0);
  return (
    <div className={panel.stack}>
      <Section title={t("app.name")} testId="about">
        <Table mt="sm" layout="fixed">
          <Table.Tbody>
            {facts.map(([name, value]) => (
              <Table.Tr key={name}>
                <Table.Th w="38%">{name}</Table.Th>
                <Table.Td style={{ overflowWrap: "anywhere" }}>{value}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Section>
      <Section title={t("about.storage")} testId="storage">
        <Table mt="sm" layout="fixed">
          <Table.Tbody>
            {sizes.map(([name, bytes]) => (
              <Table.Tr key={name}>
                <Table.Th w="60%">
                  {i18n.exists(`about.place.${name}`)
                    ? t(`about.place.${name as "database"}`)
                    : name}
                </Table.Th>
                <Table.Td ta="right">{sizeText(bytes, i18n.language)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Section>
      <Section title={t("about.libraries", { count: libraries.length })}>
        <details className={panel.row}>
          <summary>
            <span>{t("about.show")}</span>
          </summary>
          <Table layout="fixed" fz="sm">
            <Table.Tbody>
              {libraries.map((one) => (
                <Table.Tr key={one.name}>
                  <Table.Th style={{ overflowWrap: "anywhere" }}>
                    {one.name} {one.version}
                  </Table.Th>
                  <Table.Td style={{ overflowWrap: "anywhere" }}>{one.licence}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </details>
      </Section>
    </div>
  );
}
