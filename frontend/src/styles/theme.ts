import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  NativeSelect,
  type NotificationProps,
  PasswordInput,
  TextInput,
} from "@mantine/core";
import i18next from "i18next";

/** Fern green: calm, and readable on paper and at night. */
const fern: MantineColorsTuple = [
  "#e9f6f2",
  "#d4ebe4",
  "#a8d8ca",
  "#78c3ae",
  "#4fb096",
  "#35a387",
  "#20917a",
  "#0f7a66",
  "#0b6455",
  "#064d42",
];

/** Night greys with a breath of green. */
const dark: MantineColorsTuple = [
  "#e4ebe8",
  "#bdc8c4",
  "#97a49f",
  "#66736e",
  "#34403c",
  "#283330",
  "#1d2623",
  "#161e1b",
  "#0f1513",
  "#0a0f0d",
];

/** Day greys of the same breath. */
const gray: MantineColorsTuple = [
  "#f6f8f6",
  "#eef1ee",
  "#e3e8e4",
  "#d5dcd7",
  "#c3cbc6",
  "#a3ada8",
  "#7d8883",
  "#5a6762",
  "#38443f",
  "#1f2925",
];

const FONT =
  '"Figtree Variable", system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

export const theme = createTheme({
  primaryColor: "fern",
  primaryShade: 7,
  colors: { fern, dark, gray },
  black: "#1b2421",
  fontFamily: FONT,
  headings: { fontFamily: FONT, fontWeight: "650" },
  defaultRadius: "md",
  radius: { xs: "6px", sm: "8px", md: "12px", lg: "18px", xl: "26px" },
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    Button: Button.extend({
      defaultProps: { radius: "xl" },
      // Mantine's own is larger than what stands on the buttons beside it.
      vars: (_theme, { size }) => ({
        root: size === "compact-md" ? { "--button-fz": "var(--mantine-font-size-sm)" } : {},
      }),
    }),
    TextInput: TextInput.extend({ defaultProps: { size: "md" } }),
    PasswordInput: PasswordInput.extend({ defaultProps: { size: "md" } }),
    Notification: {
      // A function, since the language may change while the page stands.
      defaultProps: (): Partial<NotificationProps> => ({
        closeButtonProps: { "aria-label": i18next.t("notice.close") },
      }),
    },
    // Round ones look as if only one could be chosen.
    Checkbox: { defaultProps: { radius: "xs" } },
    NativeSelect: NativeSelect.extend({ defaultProps: { size: "sm" } }),
  },
});

/** The page's own colours, beside Mantine's. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { "--ova-bar-height": "calc(62px + env(safe-area-inset-bottom))" },
  light: {
    "--ova-page": "#f4f6f3",
    "--ova-surface": "#ffffff",
    "--ova-sunken": "#ecefeb",
    "--ova-line": "#dfe4e0",
    "--ova-you": "#d9eee7",
    "--ova-you-text": "#0b4238",
    "--ova-lit": "#fdf1d3",
    "--ova-lit-strong": "#f4c04d",
    "--ova-lit-text": "#6d4a00",
    "--ova-accent": "#0f7a66",
    "--ova-glow": "rgb(32 145 122 / 13%)",
    "--ova-shadow": "0 1px 2px rgb(20 40 34 / 5%), 0 6px 20px rgb(20 40 34 / 5%)",
    "--mantine-color-error": "#c02c2c",
    "--mantine-color-orange-light": "#fdeedd",
    "--mantine-color-orange-light-color": "#8f3a05",
    "--mantine-color-red-light-color": "#b02525",
    "--mantine-color-dimmed": "#5a6762",
    "--mantine-color-placeholder": "#6b7772",
  },
  dark: {
    "--ova-page": "#0f1513",
    "--ova-surface": "#18201d",
    "--ova-sunken": "#121917",
    "--ova-line": "#2a3531",
    "--ova-you": "#143b33",
    "--ova-you-text": "#d4f0e7",
    "--ova-lit": "#3a2f13",
    "--ova-lit-strong": "#e6b041",
    "--ova-lit-text": "#f6d48a",
    "--ova-accent": "#4fb096",
    "--ova-glow": "rgb(79 176 150 / 14%)",
    "--ova-shadow": "0 1px 2px rgb(0 0 0 / 25%), 0 8px 24px rgb(0 0 0 / 22%)",
    "--mantine-color-body": "#161e1b",
    "--mantine-color-fern-light": "#17372f",
    "--mantine-color-fern-light-hover": "#1c4339",
    "--mantine-color-fern-light-color": "#8fd8c3",
    "--mantine-primary-color-light": "#17372f",
    "--mantine-primary-color-light-hover": "#1c4339",
    "--mantine-primary-color-light-color": "#8fd8c3",
    "--mantine-color-error": "#ff9d90",
    "--mantine-color-orange-light": "#35231a",
    "--mantine-color-orange-light-color": "#ffbf96",
    "--mantine-color-red-light": "#391e1c",
    "--mantine-color-red-light-color": "#ffab9f",
    "--mantine-color-dimmed": "#97a49f",
    "--mantine-color-placeholder": "#8a9792",
  },
});
