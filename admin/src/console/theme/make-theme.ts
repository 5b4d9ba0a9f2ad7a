import { createTheme, type Theme } from '@mui/material/styles';
import { translate } from '../../i18n/translate';
import tokens from '../../design/tokens.json';

const { type, font, radius } = tokens;

function text(name: 'body' | 'label' | 'caption' | 'heading' | 'title' | 'display') {
  const { family, size, line, weight } = type[name];
  return {
    fontFamily: family === 'serif' ? font.serif : font.sans,
    fontSize: size,
    lineHeight: line,
    fontWeight: weight,
    letterSpacing: 'tracking' in type[name] ? (type[name] as { tracking: string }).tracking : 0,
  };
}

/** The design tokens as a MUI theme, for the console. */
export function makeTheme(mode: 'light' | 'dark'): Theme {
  const color = tokens.color[mode];
  const overlay = tokens.shadow[mode].overlay;
  const ring = { outline: `${tokens.focus.width}px solid ${color.spot}`, outlineOffset: tokens.focus.offset };
  const base = createTheme();
  return createTheme({
    palette: {
      mode,
      primary: { main: color.action, contrastText: color.onAction, dark: color.actionHover, light: color.actionHover },
      secondary: { main: color.spot, contrastText: color.onSpot },
      success: { main: color.ok },
      warning: { main: color.warn },
      error: { main: color.bad },
      info: { main: color.spot },
      background: { default: color.surface, paper: color.field },
      text: { primary: color.ink, secondary: color.ink2, disabled: color.muted },
      divider: color.line,
    },
    typography: {
      fontFamily: font.sans,
      h1: text('display'),
      h2: text('title'),
      h3: text('heading'),
      body1: text('body'),
      body2: text('body'),
      caption: text('caption'),
      button: { fontSize: 13, fontWeight: 550, textTransform: 'none', letterSpacing: 0 },
    },
    shape: { borderRadius: radius.control },
    spacing: 4,
    shadows: base.shadows.map(() => 'none') as Theme['shadows'],
    components: {
      MuiButtonBase: {
        defaultProps: { disableRipple: true },
        styleOverrides: { root: { '&.Mui-focusVisible': ring } },
      },
      MuiButton: {
        defaultProps: { disableElevation: true },
        styleOverrides: { root: { minHeight: 36, padding: '0 14px', whiteSpace: 'nowrap' } },
      },
      MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
      MuiCard: { styleOverrides: { root: { background: 'none' } } },
      MuiOutlinedInput: {
        styleOverrides: {
          root: {
            backgroundColor: color.field,
            '&:hover .MuiOutlinedInput-notchedOutline': { borderColor: color.ink2 },
          },
          notchedOutline: { borderColor: color.lineStrong },
        },
      },
      MuiInputLabel: { styleOverrides: { root: { color: color.ink2 } } },
      MuiTableCell: {
        styleOverrides: {
          root: {
            borderColor: color.line,
            fontVariantNumeric: 'tabular-nums lining-nums',
            fontSize: 13,
            '& .MuiTypography-root': { fontSize: 'inherit' },
          },
          head: { color: color.ink2, fontWeight: 450, backgroundColor: 'transparent' },
        },
      },
      MuiTableRow: {
        styleOverrides: {
          root: {
            '&.MuiTableRow-hover:hover': { backgroundColor: color.sunken },
            '&.Mui-selected, &.Mui-selected:hover': { backgroundColor: color.spotWash },
          },
        },
      },
      MuiTableSortLabel: { styleOverrides: { root: { '&.Mui-active': { color: color.ink } } } },
      MuiMenu: { styleOverrides: { paper: { boxShadow: overlay, border: `1px solid ${color.line}` } } },
      MuiPopover: { styleOverrides: { paper: { boxShadow: overlay, border: `1px solid ${color.line}` } } },
      MuiDialog: { styleOverrides: { paper: { boxShadow: overlay } } },
      MuiDialogTitle: { styleOverrides: { root: { ...text('title'), fontSize: 22 } } },
      MuiTooltip: {
        styleOverrides: { tooltip: { backgroundColor: color.action, color: color.onAction, fontSize: 12 } },
      },
      MuiTablePagination: { styleOverrides: { root: { fontSize: 13 }, selectLabel: { fontSize: 13 } } },
      MuiSnackbarContent: { styleOverrides: { root: { boxShadow: overlay } } },
      // The name belongs to the input; on the box around it, where react-admin puts it, it means nothing.
      MuiCheckbox: {
        defaultProps: {
          size: 'small',
          slotProps: { input: { 'aria-label': translate('ra.action.select_row') }, root: { 'aria-label': undefined } },
        },
      },
    },
  });
}
