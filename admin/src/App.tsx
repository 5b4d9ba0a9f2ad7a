import type { ComponentType } from 'react';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { NotFoundPage } from './page/NotFoundPage';
import { PageFailure } from './page/PageFailure';
import { PageLoading } from './page/PageLoading';
import { SignInPage } from './session/SignInPage';

/**
 * A page that is fetched when it is gone to, by the router: React's own `lazy` shows its fallback for a third of a second at
 * least, however soon the page is there.
 */
const page = (load: () => Promise<{ default: ComponentType }>) => ({
  lazy: async () => ({ Component: (await load()).default }),
});

/** The server answers the same addresses with this application: src/web/pages.ts. */
const router = createBrowserRouter([
  {
    errorElement: <PageFailure />,
    hydrateFallbackElement: <PageLoading />,
    children: [
      { path: '/sign-in', element: <SignInPage /> },
      { path: '/console/*', ...page(() => import('./console/Console')) },
      { path: '/s/:id', ...page(() => import('./share/SharePage')) },
      { path: '/', ...page(() => import('./studio/Studio')) },
      { path: '/edit/:id', ...page(() => import('./studio/EditPrint')) },
      { path: '/gallery', ...page(() => import('./studio/gallery/Gallery')) },
      { path: '/account', ...page(() => import('./studio/account/Account')) },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
]);

/** Settles when what the address stands for has been fetched. */
export function pageReady(): Promise<void> {
  return new Promise((done) => {
    const look = ({ initialized }: { readonly initialized: boolean }) => {
      if (initialized) done();
    };
    router.subscribe(look);
    look(router.state);
  });
}

export function App() {
  // With transitions on, react-admin's redirects chase each other.
  return <RouterProvider router={router} useTransitions={false} />;
}
