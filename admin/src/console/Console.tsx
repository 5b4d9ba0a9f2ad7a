import { Admin, CustomRoutes, Resource } from 'react-admin';
import { Route } from 'react-router';
import '@fontsource-variable/jetbrains-mono/wght.css';
import { useColourMode } from '../design/colour-mode';
import { operators } from '../i18n/en/console';
import { reactAdmin } from '../i18n/en/react-admin';
import { addTexts } from '../i18n/translate';
import { RequireSignIn } from '../session/RequireSignIn';
import { ArtworkList } from './artworks/ArtworkList';
import { ArtworkShow } from './artworks/ArtworkShow';
import { BaseImageList } from './base-images/BaseImageList';
import { BaseImageShow } from './base-images/BaseImageShow';
import { Dashboard } from './dashboard/Dashboard';
import { JobList } from './jobs/JobList';
import { JobShow } from './jobs/JobShow';
import { ConsoleLayout } from './layout/ConsoleLayout';
import { MappingList } from './mappings/MappingList';
import { MappingShow } from './mappings/MappingShow';
import { PlacementEditor } from './placement/PlacementEditor';
import { authProvider } from './providers/auth-provider';
import { dataProvider } from './providers/data-provider';
import { i18nProvider } from './providers/i18n-provider';
import { queryClient } from './providers/query-client';
import { SettingsPage } from './settings/SettingsPage';
import './shared/console.css';
import { makeTheme } from './theme/make-theme';
import { UserList } from './users/UserList';
import { UserShow } from './users/UserShow';

addTexts(reactAdmin);
addTexts(operators);

/** Made after the texts are known. */
const themes = { light: makeTheme('light'), dark: makeTheme('dark') };

/** Where an operator runs the service. */
export default function Console() {
  const { shown } = useColourMode();
  return (
    <RequireSignIn role="operator">
      <Admin
        basename="/console"
        queryClient={queryClient}
        dataProvider={dataProvider}
        authProvider={authProvider}
        i18nProvider={i18nProvider}
        dashboard={Dashboard}
        layout={ConsoleLayout}
        theme={themes[shown]}
        darkTheme={null}
        disableTelemetry
      >
        <Resource name="jobs" list={JobList} show={JobShow} />
        <Resource name="base-images" list={BaseImageList} show={BaseImageShow}>
          <Route path=":id/placement" element={<PlacementEditor />} />
        </Resource>
        <Resource name="artworks" list={ArtworkList} show={ArtworkShow} />
        <Resource name="mappings" list={MappingList} show={MappingShow} />
        <Resource name="users" list={UserList} show={UserShow} />
        <CustomRoutes>
          <Route path="/settings" element={<SettingsPage />} />
        </CustomRoutes>
      </Admin>
    </RequireSignIn>
  );
}
