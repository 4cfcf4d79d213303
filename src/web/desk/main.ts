import { mount } from 'svelte';
import '../tokens.css';
import './desk.css';
import './lists.css';
import './forms.css';
import App from './app.svelte';
import { desk } from './state.svelte.ts';

desk.begin();
mount(App, { target: document.getElementById('desk')! });
