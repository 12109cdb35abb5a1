import { type ThemeConfig, theme } from 'antd';
import { type ThemeName, themes } from './tokens';

/** The compact algorithm knows even sizes only, and its smallest is too small for a night shift. */
const ourSizes: typeof theme.compactAlgorithm = (seed, map) => ({
  ...(map ?? theme.compactAlgorithm(seed)),
  fontSize: 13,
  fontSizeSM: 12,
  fontSizeLG: 15,
  lineHeight: 1.5,
});

/** antd in our colours. */
export function antdTheme(name: ThemeName): ThemeConfig {
  const tokens = themes[name];
  return {
    algorithm: [name === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm, theme.compactAlgorithm, ourSizes],
    token: {
      colorPrimary: tokens.accentSolid,
      colorInfo: tokens.underWay,
      colorSuccess: tokens.done,
      colorWarning: tokens.waiting,
      colorError: tokens.overdue,
      colorText: tokens.text,
      colorTextSecondary: tokens.textQuiet,
      colorTextTertiary: tokens.textFaint,
      colorTextPlaceholder: tokens.textFaint,
      colorBgBase: tokens.surface1,
      colorBgContainer: tokens.surface2,
      colorBgElevated: tokens.surface2,
      colorBorder: tokens.lineStrong,
      colorBorderSecondary: tokens.line,
      colorPrimaryText: tokens.accent,
      colorLink: tokens.accent,
      controlOutline: tokens.accentPale,
      fontFamily: tokens.family,
      borderRadius: 6,
      motionDurationFast: tokens.quick,
      motionDurationMid: tokens.calm,
      motionDurationSlow: tokens.calm,
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        // The primary action's own colour is made for a ground, not for words.
        defaultHoverColor: tokens.accent,
        defaultHoverBorderColor: tokens.accent,
        defaultActiveColor: tokens.accent,
        defaultActiveBorderColor: tokens.accent,
      },
      Segmented: { itemSelectedBg: tokens.accentPale, itemSelectedColor: tokens.accent, trackBg: tokens.surface2 },
      Tooltip: { colorBgSpotlight: tokens.surface3 },
    },
  };
}
