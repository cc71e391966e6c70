import { createRouter, createWebHashHistory } from 'vue-router'
import DatasetsView from './views/DatasetsView.vue'
import InternalsView from './views/InternalsView.vue'
import NeighboursView from './views/NeighboursView.vue'
import NetworksView from './views/NetworksView.vue'
import PairView from './views/PairView.vue'
import ResultsView from './views/ResultsView.vue'
import SettingsView from './views/SettingsView.vue'

/** Hash history works under both hosts' origins alike. A result's key in the address survives a reload. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', redirect: '/pair' },
    { path: '/pair/:key?', name: 'pair', component: PairView, meta: { title: 'Pair' } },
    {
      path: '/internals/:key?',
      name: 'internals',
      component: InternalsView,
      meta: { title: 'Internals' },
    },
    { path: '/datasets', name: 'datasets', component: DatasetsView, meta: { title: 'Datasets' } },
    { path: '/neighbours', name: 'neighbours', component: NeighboursView, meta: { title: 'Neighbours' } },
    { path: '/networks', name: 'networks', component: NetworksView, meta: { title: 'Networks' } },
    { path: '/results', name: 'results', component: ResultsView, meta: { title: 'Results' } },
    { path: '/settings', name: 'settings', component: SettingsView, meta: { title: 'Settings' } },
    { path: '/:unknown(.*)*', redirect: '/pair' },
  ],
})
