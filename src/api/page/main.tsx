import { render } from 'preact';
import { Gate } from './access/gate.js';
import { App } from './app.js';

const place = document.getElementById('page');
if (place !== null)
  render(
    <Gate>
      <App />
    </Gate>,
    place,
  );
