import { Admin, Resource } from 'react-admin';
import '@fontsource-variable/jetbrains-mono/wght.css';
import { useColourMode } from '../design/colour-mode';
import { operators } from '../i18n/en/console';
import { reactAdmin } from '../i18n/en/react-admin';
import { addTexts } from '../i18n/translate';
import { RequireSignIn } from '../session/RequireSignIn';
import { ConsoleLayout } from './layout/ConsoleLayout';
import { authProvider } from './providers/auth-provider';
import { dataProvider } from './providers/data-provider';
import { i18nProvider } from './providers/i18n-provider';
import { makeTheme } from './theme/make-theme';
import { UserList } from './users/UserList';

addTexts(reactAdmin);
addTexts(operators);

const themes = { light: makeTheme('light'), dark: makeTheme('dark') };

export default function Console() {
  const { shown } = useColourMode();
  return (
    <RequireSignIn role="operator">
      <Admin
        basename="/console"
        dataProvider={dataProvider}
        authProvider={authProvider}
        i18nProvider={i18nProvider}
        layout={ConsoleLayout}
        theme={themes[shown]}
        darkTheme={null}
        disableTelemetry
      >
        <Resource name="users" list={UserList} />
      </Admin>
    </RequireSignIn>
  );
}
