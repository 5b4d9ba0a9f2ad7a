import { NotFoundPage } from '../page/NotFoundPage';

export default function SharePage() {
  return <NotFoundPage />;
}
