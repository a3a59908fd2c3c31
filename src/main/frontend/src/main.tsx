import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import './styles/index.css';

const root = document.getElementById('kargo');
if (root !== null) {
  const { rootUrl = '', locale = 'en' } = root.dataset;
  createRoot(root).render(
    <StrictMode>
      <App rootUrl={rootUrl} locale={locale} />
    </StrictMode>,
  );
}
