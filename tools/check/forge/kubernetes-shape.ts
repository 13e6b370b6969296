import { z } from "zod";

/** The fields that the manifests use, and no others: Kubernetes ignores a misspelled one, and so must not happen here. */
const labels = z.record(z.string(), z.string());
const metadata = z.strictObject({ name: z.string(), labels: labels.optional(), annotations: labels.optional() });
const selector = z.strictObject({ matchLabels: labels });
const whole = z.number().int().min(0);
const quantity = z.string().regex(/^\d+(m|Mi|Gi)?$/);
const probe = z.strictObject({
  httpGet: z.strictObject({ path: z.string().startsWith("/"), port: z.string() }),
  periodSeconds: whole,
  timeoutSeconds: whole.optional(),
  failureThreshold: whole.optional(),
});
const named = z.strictObject({ name: z.string() });
const resources = z.strictObject({ cpu: quantity.optional(), memory: quantity });

const container = z.strictObject({
  name: z.string(),
  image: z.string(),
  envFrom: z.array(z.union([z.strictObject({ configMapRef: named }), z.strictObject({ secretRef: named })])),
  env: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  ports: z.array(z.strictObject({ name: z.string(), containerPort: whole })),
  startupProbe: probe,
  livenessProbe: probe,
  readinessProbe: probe,
  resources: z.strictObject({ requests: resources, limits: resources }),
  securityContext: z.strictObject({
    allowPrivilegeEscalation: z.literal(false),
    capabilities: z.strictObject({ drop: z.tuple([z.literal("ALL")]) }),
  }),
  volumeMounts: z.array(z.strictObject({ name: z.string(), mountPath: z.string() })),
});
const pod = z.strictObject({
  terminationGracePeriodSeconds: whole,
  automountServiceAccountToken: z.literal(false),
  securityContext: z.strictObject({
    runAsNonRoot: z.literal(true),
    runAsUser: whole,
    fsGroup: whole,
    seccompProfile: z.strictObject({ type: z.literal("RuntimeDefault") }),
  }),
  topologySpreadConstraints: z
    .array(
      z.strictObject({
        maxSkew: whole,
        topologyKey: z.string(),
        whenUnsatisfiable: z.enum(["ScheduleAnyway", "DoNotSchedule"]),
        labelSelector: selector,
      }),
    )
    .optional(),
  containers: z.tuple([container]),
  volumes: z.array(z.strictObject({ name: z.string(), emptyDir: z.strictObject({ sizeLimit: quantity }) })),
});
const manifest = <Kind extends string, Rest extends z.ZodRawShape>(apiVersion: string, kind: Kind, rest: Rest) =>
  z.strictObject({ apiVersion: z.literal(apiVersion), kind: z.literal(kind), metadata, ...rest });

const deployment = manifest("apps/v1", "Deployment", {
  spec: z.strictObject({
    replicas: whole,
    selector,
    strategy: z.strictObject({ rollingUpdate: z.strictObject({ maxSurge: whole, maxUnavailable: whole }) }).optional(),
    template: z.strictObject({ metadata: metadata.omit({ name: true }), spec: pod }),
  }),
});
const budget = manifest("policy/v1", "PodDisruptionBudget", {
  spec: z.strictObject({ maxUnavailable: whole, selector }),
});
const service = manifest("v1", "Service", {
  spec: z.strictObject({
    selector: labels,
    ports: z.array(z.strictObject({ name: z.string(), port: whole, targetPort: z.string() })),
  }),
});
const backend = z.strictObject({
  service: z.strictObject({ name: z.string(), port: z.strictObject({ name: z.string() }) }),
});
const ingress = manifest("networking.k8s.io/v1", "Ingress", {
  spec: z.strictObject({
    ingressClassName: z.string(),
    tls: z.array(z.strictObject({ hosts: z.array(z.string()), secretName: z.string() })),
    rules: z.array(
      z.strictObject({
        host: z.string(),
        http: z.strictObject({
          paths: z.array(z.strictObject({ path: z.string(), pathType: z.literal("Prefix"), backend })),
        }),
      }),
    ),
  }),
});
const networkPolicy = manifest("networking.k8s.io/v1", "NetworkPolicy", {
  spec: z.strictObject({
    podSelector: selector,
    policyTypes: z.array(z.enum(["Ingress", "Egress"])),
    ingress: z.array(
      z.strictObject({
        from: z.array(z.strictObject({ namespaceSelector: selector })),
        ports: z.array(z.strictObject({ port: z.string() })),
      }),
    ),
  }),
});
const window = whole.max(3600);
const autoscaler = manifest("autoscaling/v2", "HorizontalPodAutoscaler", {
  spec: z.strictObject({
    scaleTargetRef: z.strictObject({
      apiVersion: z.literal("apps/v1"),
      kind: z.literal("Deployment"),
      name: z.string(),
    }),
    minReplicas: whole,
    maxReplicas: whole,
    metrics: z.array(
      z.discriminatedUnion("type", [
        z.strictObject({
          type: z.literal("Resource"),
          resource: z.strictObject({
            name: z.literal("cpu"),
            target: z.strictObject({ type: z.literal("Utilization"), averageUtilization: whole }),
          }),
        }),
        z.strictObject({
          type: z.literal("External"),
          external: z.strictObject({
            metric: named,
            target: z.strictObject({ type: z.literal("Value"), value: quantity }),
          }),
        }),
      ]),
    ),
    behavior: z.strictObject({
      scaleUp: z
        .strictObject({
          policies: z.array(z.strictObject({ type: z.enum(["Percent", "Pods"]), value: whole, periodSeconds: whole })),
        })
        .optional(),
      scaleDown: z.strictObject({ stabilizationWindowSeconds: window }),
    }),
  }),
});

export const manifestSchema = z.discriminatedUnion("kind", [
  deployment,
  budget,
  service,
  ingress,
  networkPolicy,
  autoscaler,
  manifest("v1", "Namespace", {}),
  manifest("v1", "ConfigMap", { data: labels }),
  manifest("v1", "Secret", { type: z.literal("Opaque"), stringData: labels }),
]);
export type Manifest = z.infer<typeof manifestSchema>;
export const kustomizationSchema = z.strictObject({
  apiVersion: z.literal("kustomize.config.k8s.io/v1beta1"),
  kind: z.literal("Kustomization"),
  namespace: z.string(),
  resources: z.array(z.string()),
  images: z.array(z.strictObject({ name: z.string(), newName: z.string(), newTag: z.string() })),
});
