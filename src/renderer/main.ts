import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { provideBackend } from './backend/backend.ts'
import { browserBackend } from './backend/browser.ts'
import { electronBackend } from './backend/electron.ts'
import { router } from './router.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/dialogs.css'
import './styles/lists.css'

provideBackend(window.guise ? electronBackend(window.guise) : browserBackend())
createApp(App).use(createPinia()).use(router).mount('#app')
