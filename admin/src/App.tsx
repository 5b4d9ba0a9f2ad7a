import { lazy, Suspense } from 'react';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { NotFoundPage } from './page/NotFoundPage';
import { PageFailure } from './page/PageFailure';
import { PageLoading } from './page/PageLoading';
import { SignInPage } from './session/SignInPage';

const Studio = lazy(() => import('./studio/Studio'));
const EditPrint = lazy(() => import('./studio/EditPrint'));
const Gallery = lazy(() => import('./studio/gallery/Gallery'));
const Account = lazy(() => import('./studio/account/Account'));
const Console = lazy(() => import('./console/Console'));
const SharePage = lazy(() => import('./share/SharePage'));

/** The server answers the same addresses with this application: src/web/pages.ts. */
const router = createBrowserRouter([
  {
    errorElement: <PageFailure />,
    children: [
      { path: '/sign-in', element: <SignInPage /> },
      { path: '/console/*', element: <Console /> },
      { path: '/s/:id', element: <SharePage /> },
      { path: '/', element: <Studio /> },
      { path: '/edit/:id', element: <EditPrint /> },
      { path: '/gallery', element: <Gallery /> },
      { path: '/account', element: <Account /> },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
]);

export function App() {
  return (
    <Suspense fallback={<PageLoading />}>
      {/* With transitions on, react-admin's redirects chase each other. */}
      <RouterProvider router={router} useTransitions={false} />
    </Suspense>
  );
}
