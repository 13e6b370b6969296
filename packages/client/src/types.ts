// Generated from the OpenAPI document by `npm run generate:client`. Do not edit.

export type ClientOptions = {
    baseUrl: string;
};

export type Webhooks = OnJobSucceededWebhookRequest | OnJobFailedWebhookRequest | OnCreditsLowWebhookRequest;

export type ColorizeForm = {
    /**
     * The photo: a file, or text with a data URL, an http(s) URL or base64. JPEG, PNG, WebP, GIF, TIFF, AVIF, HEIC, JPEG XL, JPEG 2000, PDF, BMP or camera raw, at most 25 MB and as many pixels as `limits.maxPixels` of the account says. Send exactly one.
     */
    image: Blob | File | string;
    /**
     * `large` gives better colors, `tiny` is faster.
     */
    model?: 'large' | 'tiny';
    /**
     * Smart Damage Repair, +1 credit. `true`, `false` or `auto` (only where the photo has something for it to do), in any case.
     */
    clean_scratches?: 'true' | 'false' | 'auto';
    /**
     * AI Clarity Boost, +2 credits. `true`, `false` or `auto` (only where the photo has something for it to do), in any case.
     */
    face_remaster?: 'true' | 'false' | 'auto';
    /**
     * Format of the picture that comes back.
     */
    output_format?: 'png' | 'jpeg' | 'webp' | 'tiff' | 'avif';
    /**
     * Amount of color, from 0 (the photo in gray) to 1 (full color).
     */
    strength?: number;
    /**
     * The photo's EXIF and XMP: `keep` keeps them, `strip_gps` removes the location, `strip` removes them all.
     */
    metadata?: 'keep' | 'strip_gps' | 'strip';
    /**
     * `srgb` shows the same everywhere; `keep` gives the output the photo's own RGB profile, such as Display P3 or Adobe RGB.
     */
    output_profile?: 'srgb' | 'keep';
    /**
     * `auto` gives 16 bits a channel where the photo has more than 8 and the format can hold them; `8` or `16` whatever it has. Formats without 16 bits give 8.
     */
    bit_depth?: '8' | '16' | 'auto';
    /**
     * Which page or frame of the file, counted from 1. `X-Photo-Pages` says how many there are.
     */
    page?: number;
    /**
     * Degrees clockwise, at most two decimals, after the photo's own orientation. The picture grows to the box around it, its corners white.
     */
    rotate?: number;
    /**
     * The part to color: `x,y,width,height` as shares of the turned photo, such as `0.1,0.05,0.8,0.9`.
     */
    crop?: string | null;
    /**
     * `true` makes a positive of a negative. Done after the crop.
     */
    invert?: 'true' | 'false';
    /**
     * What you know about the photo's colors, in words, such as `the dress was dark green`. Only for studios whose engine takes words; others answer `not_configured`.
     */
    hint?: string | null;
};

export type ErrorCode = 'invalid_multipart' | 'image_missing' | 'image_conflict' | 'image_empty' | 'image_too_large' | 'image_unsupported' | 'image_corrupt' | 'image_too_many_pixels' | 'page_not_found' | 'nothing_to_color' | 'image_url_invalid' | 'image_url_unreachable' | 'image_url_blocked' | 'invalid_model' | 'invalid_boolean' | 'invalid_option' | 'invalid_request' | 'idempotency_key_invalid' | 'idempotency_mismatch' | 'webhook_url_invalid' | 'api_key_missing' | 'api_key_invalid' | 'api_key_revoked' | 'api_key_expired' | 'api_key_disabled' | 'sign_in_required' | 'sign_in_failed' | 'second_factor_required' | 'second_factor_failed' | 'foreign_origin' | 'wrong_address' | 'operator_required' | 'account_suspended' | 'key_address_denied' | 'insufficient_credits' | 'key_budget_exceeded' | 'key_scope_denied' | 'storage_limit' | 'sign_up_closed' | 'not_found' | 'method_not_allowed' | 'email_taken' | 'link_invalid' | 'link_expired' | 'link_revoked' | 'link_used' | 'idempotency_in_progress' | 'job_not_finished' | 'job_already_ended' | 'job_canceled' | 'job_deleted' | 'archive_empty' | 'job_has_no_output' | 'webhook_limit' | 'share_limit' | 'last_operator' | 'setting_fixed' | 'key_not_active' | 'sign_in_connected' | 'last_sign_in' | 'rate_limited' | 'too_many_uploads' | 'over_capacity' | 'upstream_error' | 'upstream_timeout' | 'upstream_invalid_output' | 'not_configured' | 'provider_disabled' | 'maintenance' | 'storage_full' | 'storage_unavailable' | 'database_unavailable' | 'engine_failed' | 'pack_unknown' | 'webhook_invalid' | 'payment_provider_error' | 'payments_off' | 'internal_error';

export type Order = {
    model: 'large' | 'tiny';
    cleanScratches: boolean;
    faceRemaster: boolean;
    /**
     * Ordered with `auto`: they run only where the photo has something for them to do.
     */
    autoAddOns: Array<'cleanScratches' | 'faceRemaster'>;
    outputFormat: 'png' | 'jpeg' | 'webp' | 'tiff' | 'avif';
    strength: number;
    metadata: 'keep' | 'strip_gps' | 'strip';
    outputProfile: 'srgb' | 'keep';
    bitDepth: '8' | '16' | 'auto';
    page: number;
    rotate: number;
    crop: {
        x: number;
        y: number;
        width: number;
        height: number;
    } | null;
    invert: boolean;
    /**
     * What the caller knew about the colors, in words.
     */
    hint: string | null;
};

export type PhotoFacts = {
    /**
     * `gray`, `toned` (one tint all over, such as sepia), `color` (already in color) or `bilevel` (pure black and white); null if unknown.
     */
    tone: 'gray' | 'toned' | 'color' | 'bilevel' | null;
    /**
     * Percentage of the picture that is scratched, stained or torn; null if not examined.
     */
    damagePercent: number | null;
    /**
     * Number of faces found; null if not examined.
     */
    faces: number | null;
    /**
     * How much AI Clarity Boost improves the photo: 0 already clear, 1 a little, 2 clearly, 3 a lot; null if not examined.
     */
    clarityGain: 0 | 1 | 2 | 3 | null;
};

export type Stroke = {
    /**
     * Of the brush, as a share of the photo's longer side.
     */
    radius: number;
    /**
     * Of the line: x and y as shares of the photo's width and height, from the top left.
     */
    points: Array<[
        number,
        number
    ]>;
};

export type Hint = {
    /**
     * Its lightness is ignored: the photo keeps its own.
     */
    color: string;
    strokes: Array<Stroke>;
};

export type Recipe = {
    /**
     * Amount of color: 0 none, 1 as it is, 2 twice.
     */
    strength: number;
    /**
     * -1 cooler to 1 warmer, most in the middle tones; 0 as it is.
     */
    warmth: number;
    /**
     * Of strong colors more than of weak ones: 0 muted, 1 as it is, 2 vivid.
     */
    saturation: number;
    /**
     * Where hints overlap, the later one counts.
     */
    hints: Array<Hint>;
};

export type RecipeRequest = {
    /**
     * Amount of color: 0 none, 1 as it is, 2 twice.
     */
    strength?: number;
    /**
     * -1 cooler to 1 warmer, most in the middle tones; 0 as it is.
     */
    warmth?: number;
    /**
     * Of strong colors more than of weak ones: 0 muted, 1 as it is, 2 vivid.
     */
    saturation?: number;
    /**
     * Where hints overlap, the later one counts.
     */
    hints?: Array<Hint>;
};

export type Job = {
    jobId: string;
    status: 'queued' | 'running' | 'succeeded' | 'failed' | 'canceled';
    /**
     * `test`: asked for with a test key, watermarked, free.
     */
    mode: 'live' | 'test';
    source: 'api' | 'workbench';
    keyName: string | null;
    order: Order;
    priceCredits: number;
    /**
     * 0 until it has succeeded; then `priceCredits` without the add-ons in `idleAddOns`.
     */
    creditsCharged: number;
    /**
     * Ordered add-ons that changed no sample by more than 2/255, or had nothing to do under `auto`: not charged. Empty until it has succeeded.
     */
    idleAddOns: Array<'cleanScratches' | 'faceRemaster'>;
    stage: 'queued' | 'decode' | 'repair' | 'color' | 'clarity' | 'encode' | 'store' | null;
    percent: number;
    /**
     * Pixels, after the photo's orientation is applied.
     */
    width: number;
    height: number;
    /**
     * Name and short hash of the weights that ran, as in X-Model.
     */
    model: string | null;
    /**
     * Whose colors the picture has, in percent of it that add up to 100. Left out where they are all the studio's own network's, and until it has succeeded.
     */
    paintedBy?: Array<{
        by: string;
        percent: number;
    }>;
    /**
     * What the run saw in the photo that came in; null until it has succeeded.
     */
    facts: PhotoFacts | null;
    /**
     * Pages or frames in the photo's file, and what was noticed in it.
     */
    photo: {
        pages: number;
        notes: Array<'extra_channels' | 'cmyk_without_profile' | 'raw_preview' | 'first_of_several' | 'profile_unreadable' | 'float_range'>;
    };
    /**
     * How the picture's colors were adjusted since; null for not at all. `outputUrl` stays as it was.
     */
    recipe: Recipe | null;
    provider: string;
    createdAt: string;
    startedAt: string | null;
    finishedAt: string | null;
    expiresAt: string;
    /**
     * The picture; null before there is one and once it is gone.
     */
    outputUrl: string | null;
    /**
     * Why it failed; null unless it did.
     */
    error: {
        code: ErrorCode;
        title: string;
        detail: string;
        fix: string;
    } | null;
    statusUrl: string;
    cancelUrl: string;
    receiptUrl: string;
};

export type Receipt = {
    version: 1;
    issuer: string;
    issuedAt: string;
    jobId: string;
    accountId: string;
    keyId: string | null;
    mode: 'live' | 'test';
    status: 'succeeded' | 'failed' | 'canceled';
    input: {
        sha256: string;
        bytes: number;
        format: string;
        width: number;
        height: number;
    };
    output: {
        sha256: string;
        bytes: number;
        format: string;
    } | null;
    order: {
        model: 'large' | 'tiny';
        cleanScratches: boolean;
        faceRemaster: boolean;
        /**
         * Ordered with `auto`: they run only where the photo has something for them to do.
         */
        autoAddOns?: Array<'cleanScratches' | 'faceRemaster'>;
        outputFormat: 'png' | 'jpeg' | 'webp' | 'tiff' | 'avif';
        strength: number;
        metadata: 'keep' | 'strip_gps' | 'strip';
        outputProfile?: 'srgb' | 'keep';
        bitDepth?: '8' | '16' | 'auto';
        page?: number;
        rotate?: number;
        crop?: {
            x: number;
            y: number;
            width: number;
            height: number;
        } | null;
        invert?: boolean;
        /**
         * What the caller knew about the colors, in words.
         */
        hint?: string | null;
    };
    provider: string;
    model: string | null;
    createdAt: string;
    startedAt: string | null;
    finishedAt: string;
    creditsCharged: number;
    idleAddOns?: Array<'cleanScratches' | 'faceRemaster'>;
    paintedBy?: Array<{
        by: string;
        percent: number;
    }>;
    ledger: Array<{
        id: string;
        kind: string;
        credits: number;
        createdAt: string;
    }>;
};

export type ArchiveRequest = {
    /**
     * Jobs whose pictures are wanted. Those without a picture are listed in `manifest.csv` with the reason.
     */
    jobIds: Array<string>;
};

export type QuoteRequest = {
    model?: 'large' | 'tiny';
    /**
     * `auto`: only where the photo has something for it to do.
     */
    clean_scratches?: boolean | 'auto';
    /**
     * `auto`: only where the photo has something for it to do.
     */
    face_remaster?: boolean | 'auto';
    photos?: number;
};

export type UsageRow = {
    day: string | null;
    keyId: string | null;
    keyName: string | null;
    model: 'large' | 'tiny' | null;
    jobs: number;
    succeeded: number;
    failed: number;
    canceled: number;
    credits: number;
};

export type ColorizeAnswer = {
    outputUrl: string;
};

export type AcceptedJob = {
    jobId: string;
    status: 'queued' | 'running' | 'succeeded' | 'failed' | 'canceled';
    statusUrl: string;
    cancelUrl: string;
};

export type JobPage = {
    jobs: Array<Job>;
    nextCursor: string | null;
};

export type SignedReceipt = {
    receipt: Receipt;
    jws: string;
};

export type ReceiptKeys = {
    keys: Array<{
        kty: 'OKP';
        crv: 'Ed25519';
        x: string;
        kid: string;
        use: 'sig';
        alg: 'EdDSA';
    }>;
};

export type Account = {
    credits: {
        available: number;
        held: number;
    };
    key: {
        id: string;
        name: string;
        mode: 'live' | 'test';
        masked: string;
        scopes: Array<'colorize' | 'read' | 'webhooks'>;
        budget: {
            monthly: number | null;
            spent: number;
            renewsAt: string;
        };
        createdAt: string;
        expiresAt: string | null;
    };
    limits: {
        keyRequestsPerMinute: number;
        accountRequestsPerMinute: number;
        maxImageBytes: number;
        maxPixels: number;
        retentionHours: number;
    };
};

export type Quote = {
    lines: Array<{
        item: string;
        label: string;
        credits: number;
    }>;
    photos: number;
    total: number;
    least: number;
    available: number;
    enough: boolean;
};

export type Models = {
    models: Array<{
        name: 'large' | 'tiny';
        label: string;
        credits: number;
        enabled: boolean;
        reason: string | null;
    }>;
    addOns: Array<{
        name: 'clean_scratches' | 'face_remaster';
        label: string;
        credits: number;
        enabled: boolean;
        reason: string | null;
    }>;
};

export type WebhookEndpoint = {
    id: string;
    url: string;
    description: string | null;
    events: Array<'job.succeeded' | 'job.failed' | 'credits.low'>;
    disabledReason: 'owner' | 'failing' | 'gone' | null;
    disabledAt: string | null;
    failingSince: string | null;
    previousSecretUntil: string | null;
    createdAt: string;
    lastDelivery: {
        id: string;
        eventId: string;
        type: 'job.succeeded' | 'job.failed' | 'credits.low';
        isTest: boolean;
        status: 'pending' | 'delivered' | 'failed';
        attempts: number;
        createdAt: string;
        nextAttemptAt: string | null;
        lastAttempt: {
            id: string;
            at: string;
            status: number | null;
            failure: string | null;
            durationMs: number;
        } | null;
    } | null;
};

export type Usage = {
    from: string;
    to: string;
    by: Array<'day' | 'key' | 'model'>;
    rows: Array<UsageRow>;
    totals: {
        jobs: number;
        succeeded: number;
        failed: number;
        canceled: number;
        credits: number;
    };
};

export type Problem = {
    type: string;
    title: string;
    status: number;
    detail: string;
    code: ErrorCode;
    param?: string;
    requestId: string;
    creditsCharged: 0;
    retryAfter?: number;
    fix: string;
    error: string;
};

export type ColorizeData = {
    body: ColorizeForm;
    headers?: {
        /**
         * A key of your choice, such as a UUID. A request repeated with the same key runs and is charged only once. Keys are kept for 24 hours.
         */
        'Idempotency-Key'?: string;
        /**
         * With `respond-async` the response is an immediate 202, and the photo is colorized in the background.
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/colorize';
};

export type ColorizeErrors = {
    /**
     * Invalid multipart form, No image, More than one image, Empty image, Image too large, Unsupported image format, Damaged image, Too many pixels, No such page, Nothing to color, Invalid image URL, Image URL not reachable, Unknown model, Invalid true or false value, Invalid option, Invalid Idempotency-Key
     */
    400: Problem & {
        status?: 400;
        code?: 'invalid_multipart' | 'image_missing' | 'image_conflict' | 'image_empty' | 'image_too_large' | 'image_unsupported' | 'image_corrupt' | 'image_too_many_pixels' | 'page_not_found' | 'nothing_to_color' | 'image_url_invalid' | 'image_url_unreachable' | 'invalid_model' | 'invalid_boolean' | 'invalid_option' | 'idempotency_key_invalid';
    };
    /**
     * No API key, Invalid API key, API key revoked, API key expired, API key disabled
     */
    401: Problem & {
        status?: 401;
        code?: 'api_key_missing' | 'api_key_invalid' | 'api_key_revoked' | 'api_key_expired' | 'api_key_disabled';
    };
    /**
     * Insufficient credits, Key budget exceeded, This account's files take up its whole share, Account suspended, or about to be deleted, Key not allowed from this address, Key not allowed to do this
     */
    403: Problem & {
        status?: 403;
        code?: 'insufficient_credits' | 'key_budget_exceeded' | 'storage_limit' | 'account_suspended' | 'key_address_denied' | 'key_scope_denied';
    };
    /**
     * The first request with this key is still running, The job was canceled
     */
    409: Problem & {
        status?: 409;
        code?: 'idempotency_in_progress' | 'job_canceled';
    };
    /**
     * The job's files are deleted
     */
    410: Problem & {
        status?: 410;
        code?: 'job_deleted';
    };
    /**
     * Idempotency-Key already used for another request
     */
    422: Problem & {
        status?: 422;
        code?: 'idempotency_mismatch';
    };
    /**
     * Too many uploads at once, The queue is full, Too many requests
     */
    429: Problem & {
        status?: 429;
        code?: 'too_many_uploads' | 'over_capacity' | 'rate_limited';
    };
    /**
     * Internal error
     */
    500: Problem & {
        status?: 500;
        code?: 'internal_error';
    };
    /**
     * The provider failed, The provider took too long, The provider returned no usable image
     */
    502: Problem & {
        status?: 502;
        code?: 'upstream_error' | 'upstream_timeout' | 'upstream_invalid_output';
    };
    /**
     * The engine is not running, Not available on this studio, The studio's disk is full, The studio's storage does not answer, Down for maintenance, The API is switched off, The studio's database does not answer
     */
    503: Problem & {
        status?: 503;
        code?: 'engine_failed' | 'not_configured' | 'storage_full' | 'storage_unavailable' | 'maintenance' | 'provider_disabled' | 'database_unavailable';
    };
};

export type ColorizeError = ColorizeErrors[keyof ColorizeErrors];

export type ColorizeResponses = {
    /**
     * The photo is colorized. The link works without a key until `X-Output-Expires-At`.
     */
    200: ColorizeAnswer;
    /**
     * Accepted as an async job. Poll `statusUrl` for its state, or use a webhook.
     */
    202: AcceptedJob;
};

export type ColorizeResponse = ColorizeResponses[keyof ColorizeResponses];

export type ListJobsData = {
    body?: never;
    path?: never;
    query?: {
        cursor?: string;
        limit?: number;
        source?: 'api' | 'workbench';
        status?: 'queued' | 'running' | 'succeeded' | 'failed' | 'canceled';
        /**
         * Only jobs made at this moment or later.
         */
        created_after?: string;
        /**
         * Only jobs made before this moment.
         */
        created_before?: string;
        /**
         * Only jobs of the key with this id, `key_…`.
         */
        key?: string;
    };
    url: '/api/v1/jobs';
};

export type ListJobsErrors = {
    /**
     * Invalid request
     */
    400: Problem & {
        status?: 400;
        code?: 'invalid_request';
    };
    /**
     * No API key, Invalid API key, API key revoked, API key expired, API key disabled
     */
    401: Problem & {
        status?: 401;
        code?: 'api_key_missing' | 'api_key_invalid' | 'api_key_revoked' | 'api_key_expired' | 'api_key_disabled';
    };
    /**
     * Account suspended, or about to be deleted, Key not allowed from this address, Key not allowed to do this
     */
    403: Problem & {
        status?: 403;
        code?: 'account_suspended' | 'key_address_denied' | 'key_scope_denied';
    };
    /**
     * Too many requests
     */
    429: Problem & {
        status?: 429;
        code?: 'rate_limited';
    };
    /**
     * Internal error
     */
    500: Problem & {
        status?: 500;
        code?: 'internal_error';
    };
    /**
     * The API is switched off, The studio's database does not answer
     */
    503: Problem & {
        status?: 503;
        code?: 'provider_disabled' | 'database_unavailable';
    };
};

export type ListJobsError = ListJobsErrors[keyof ListJobsErrors];

export type ListJobsResponses = {
    /**
     * One page of jobs.
     */
    200: JobPage;
};

export type ListJobsResponse = ListJobsResponses[keyof ListJobsResponses];

export type DeleteJobData = {
    body?: never;
    path: {
        /**
         * The job's id, `job_…`.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/jobs/{id}';
};

export type DeleteJobErrors = {
    /**
     * No API key, Invalid API key, API key revoked, API key expired, API key disabled
     */
    401: Problem & {
        status?: 401;
        code?: 'api_key_missing' | 'api_key_invalid' | 'api_key_revoked' | 'api_key_expired' | 'api_key_disabled';
    };
    /**
     * Account suspended, or about to be deleted, Key not allowed from this address, Key not allowed to do this
     */
    403: Problem & {
        status?: 403;
        code?: 'account_suspended' | 'key_address_denied' | 'key_scope_denied';
    };
    /**
     * Not found
     */
    404: Problem & {
        status?: 404;
        code?: 'not_found';
    };
    /**
     * The job has not ended yet
     */
    409: Problem & {
        status?: 409;
        code?: 'job_not_finished';
    };
    /**
     * Too many requests
     */
    429: Problem & {
        status?: 429;
        code?: 'rate_limited';
    };
    /**
     * Internal error
     */
    500: Problem & {
        status?: 500;
        code?: 'internal_error';
    };
    /**
     * The API is switched off, The studio's database does not answer
     */
    503: Problem & {
        status?: 503;
        code?: 'provider_disabled' | 'database_unavailable';
    };
};

export type DeleteJobError = DeleteJobErrors[keyof DeleteJobErrors];

export type DeleteJobResponses = {
    /**
     * Deleted.
     */
    204: void;
};

export type DeleteJobResponse = DeleteJobResponses[keyof DeleteJobResponses];

export type GetJobData = {
    body?: never;
    path: {
        /**
         * The job's id, `job_…`.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/jobs/{id}';
};

export type GetJobErrors = {
    /**
     * No API key, Invalid API key, API key revoked, API key expired, API key disabled
     */
    401: Problem & {
        status?: 401;
        code?: 'api_key_missing' | 'api_key_invalid' | 'api_key_revoked' | 'api_key_expired' | 'api_key_disabled';
    };
    /**
     * Account suspended, or about to be deleted, Key not allowed from this address, Key not allowed to do this
     */
    403: Problem & {
        status?: 403;
        code?: 'account_suspended' | 'key_address_denied' | 'key_scope_denied';
    };
    /**
     * Not found
     */
    404: Problem & {
        status?: 404;
        code?: 'not_found';
    };
    /**
     * Too many requests
     */
    429: Problem & {
        status?: 429;
        code?: 'rate_limited';
    };
    /**
     * Internal error
     */
    500: Problem & {
        status?: 500;
        code?: 'internal_error';
    };
    /**
     * The API is switched off, The studio's database does not answer
     */
    503: Problem & {
        status?: 503;
        code?: 'provider_disabled' | 'database_unavailable';
    };
};

export type GetJobError = GetJobErrors[keyof GetJobErrors];

export type GetJobResponses = {
    /**
     * The job.
     */
    200: Job;
};

export type GetJobResponse = GetJobResponses[keyof GetJobResponses];

export type CancelJobData = {
    body?: never;
    path: {
        /**
         * The job's id, `job_…`.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/jobs/{id}/cancel';
};

export type CancelJobErrors = {
    /**
     * No API key, Invalid API key, API key revoked, API key expired, API key disabled
     */
    401: Problem & {
        status?: 401;
        code?: 'api_key_missing' | 'api_key_invalid' | 'api_key_revoked' | 'api_key_expired' | 'api_key_disabled';
    };
    /**
     * Account suspended, or about to be deleted, Key not allowed from this address, Key not allowed to do this
     */
    403: Problem & {
        status?: 403;
        code?: 'account_suspended' | 'key_address_denied' | 'key_scope_denied';
    };
    /**
     * Not found
     */
    404: Problem & {
        status?: 404;
        code?: 'not_found';
    };
    /**
     * The job has already ended
     */
    409: Problem & {
        status?: 409;
        code?: 'job_already_ended';
    };
    /**
     * Too many requests
     */
    429: Problem & {
        status?: 429;
        code?: 'rate_limited';
    };
    /**
     * Internal error
     */
    500: Problem & {
        status?: 500;
        code?: 'internal_error';
    };
    /**
     * The API is switched off, The studio's database does not answer
     */
    503: Problem & {
        status?: 503;
        code?: 'provider_disabled' | 'database_unavailable';
    };
};

export type CancelJobError = CancelJobErrors[keyof CancelJobErrors];

export type CancelJobResponses = {
    /**
     * Canceled.
     */
    200: AcceptedJob;
    /**
     * The job is running and will end within a few seconds.
     */
    202: AcceptedJob;
};

export type CancelJobResponse = CancelJobResponses[keyof CancelJobResponses];

export type GetReceiptData = {
    body?: never;
    path: {
        /**
         * The job's id, `job_…`.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/jobs/{id}/receipt';
};

export type GetReceiptErrors = {
    /**
     * No API key, Invalid API key, API key revoked, API key expired, API key disabled
     */
    401: Problem & {
        status?: 401;
        code?: 'api_key_missing' | 'api_key_invalid' | 'api_key_revoked' | 'api_key_expired' | 'api_key_disabled';
    };
    /**
     * Account suspended, or about to be deleted, Key not allowed from this address, Key not allowed to do this
     */
    403: Problem & {
        status?: 403;
        code?: 'account_suspended' | 'key_address_denied' | 'key_scope_denied';
    };
    /**
     * Not found
     */
    404: Problem & {
        status?: 404;
        code?: 'not_found';
    };
    /**
     * The job has not ended yet
     */
    409: Problem & {
        status?: 409;
        code?: 'job_not_finished';
    };
    /**
     * Too many requests
     */
    429: Problem & {
        status?: 429;
        code?: 'rate_limited';
    };
    /**
     * Internal error
     */
    500: Problem & {
        status?: 500;
        code?: 'internal_error';
    };
    /**
     * The API is switched off, The studio's database does not answer
     */
    503: Problem & {
        status?: 503;
        code?: 'provider_disabled' | 'database_unavailable';
    };
};

export type GetReceiptError = GetReceiptErrors[keyof GetReceiptErrors];

export type GetReceiptResponses = {
    /**
     * The receipt and its signature.
     */
    200: SignedReceipt;
};

export type GetReceiptResponse = GetReceiptResponses[keyof GetReceiptResponses];

export type CreateArchiveData = {
    body: ArchiveRequest;
    path?: never;
    query?: never;
    url: '/api/v1/archives';
};

export type CreateArchiveErrors = {
    /**
     * Invalid request
     */
    400: Problem & {
        status?: 400;
        code?: 'invalid_request';
    };
    /**
     * No API key, Invalid API key, API key revoked, API key expired, API key disabled
     */
    401: Problem & {
        status?: 401;
        code?: 'api_key_missing' | 'api_key_invalid' | 'api_key_revoked' | 'api_key_expired' | 'api_key_disabled';
    };
    /**
     * Account suspended, or about to be deleted, Key not allowed from this address, Key not allowed to do this
     */
    403: Problem & {
        status?: 403;
        code?: 'account_suspended' | 'key_address_denied' | 'key_scope_denied';
    };
    /**
     * Not found
     */
    404: Problem & {
        status?: 404;
        code?: 'not_found';
    };
    /**
     * No picture for an archive
     */
    409: Problem & {
        status?: 409;
        code?: 'archive_empty';
    };
    /**
     * The queue is full, Too many requests
     */
    429: Problem & {
        status?: 429;
        code?: 'over_capacity' | 'rate_limited';
    };
    /**
     * Internal error
     */
    500: Problem & {
        status?: 500;
        code?: 'internal_error';
    };
    /**
     * The API is switched off, The studio's database does not answer
     */
    503: Problem & {
        status?: 503;
        code?: 'provider_disabled' | 'database_unavailable';
    };
};

export type CreateArchiveError = CreateArchiveErrors[keyof CreateArchiveErrors];

export type CreateArchiveResponses = {
    /**
     * The ZIP.
     */
    200: Blob | File;
};

export type CreateArchiveResponse = CreateArchiveResponses[keyof CreateArchiveResponses];

export type SetRecipeData = {
    body: RecipeRequest | null;
    path: {
        /**
         * The job's id, `job_…`.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/jobs/{id}/recipe';
};

export type SetRecipeErrors = {
    /**
     * Invalid request
     */
    400: Problem & {
        status?: 400;
        code?: 'invalid_request';
    };
    /**
     * No API key, Invalid API key, API key revoked, API key expired, API key disabled
     */
    401: Problem & {
        status?: 401;
        code?: 'api_key_missing' | 'api_key_invalid' | 'api_key_revoked' | 'api_key_expired' | 'api_key_disabled';
    };
    /**
     * Account suspended, or about to be deleted, Key not allowed from this address, Key not allowed to do this
     */
    403: Problem & {
        status?: 403;
        code?: 'account_suspended' | 'key_address_denied' | 'key_scope_denied';
    };
    /**
     * Not found
     */
    404: Problem & {
        status?: 404;
        code?: 'not_found';
    };
    /**
     * The job has not ended yet, The job has no picture
     */
    409: Problem & {
        status?: 409;
        code?: 'job_not_finished' | 'job_has_no_output';
    };
    /**
     * The job's files are deleted
     */
    410: Problem & {
        status?: 410;
        code?: 'job_deleted';
    };
    /**
     * Too many requests
     */
    429: Problem & {
        status?: 429;
        code?: 'rate_limited';
    };
    /**
     * Internal error
     */
    500: Problem & {
        status?: 500;
        code?: 'internal_error';
    };
    /**
     * The API is switched off, The studio's database does not answer
     */
    503: Problem & {
        status?: 503;
        code?: 'provider_disabled' | 'database_unavailable';
    };
};

export type SetRecipeError = SetRecipeErrors[keyof SetRecipeErrors];

export type SetRecipeResponses = {
    /**
     * The job with its recipe.
     */
    200: Job;
};

export type SetRecipeResponse = SetRecipeResponses[keyof SetRecipeResponses];

export type GetPictureData = {
    body?: never;
    path: {
        /**
         * The job's id, `job_…`.
         */
        id: string;
    };
    query?: {
        /**
         * That of the job's order unless it is given.
         */
        format?: 'png' | 'jpeg' | 'webp' | 'tiff' | 'avif';
        /**
         * `none` for the output as it was made, without the job's recipe; `own` by default.
         */
        recipe?: 'own' | 'none';
    };
    url: '/api/v1/jobs/{id}/picture';
};

export type GetPictureErrors = {
    /**
     * Invalid request, Invalid option
     */
    400: Problem & {
        status?: 400;
        code?: 'invalid_request' | 'invalid_option';
    };
    /**
     * No API key, Invalid API key, API key revoked, API key expired, API key disabled
     */
    401: Problem & {
        status?: 401;
        code?: 'api_key_missing' | 'api_key_invalid' | 'api_key_revoked' | 'api_key_expired' | 'api_key_disabled';
    };
    /**
     * Account suspended, or about to be deleted, Key not allowed from this address, Key not allowed to do this
     */
    403: Problem & {
        status?: 403;
        code?: 'account_suspended' | 'key_address_denied' | 'key_scope_denied';
    };
    /**
     * Not found
     */
    404: Problem & {
        status?: 404;
        code?: 'not_found';
    };
    /**
     * The job has not ended yet, The job has no picture
     */
    409: Problem & {
        status?: 409;
        code?: 'job_not_finished' | 'job_has_no_output';
    };
    /**
     * The job's files are deleted
     */
    410: Problem & {
        status?: 410;
        code?: 'job_deleted';
    };
    /**
     * The queue is full, Too many requests
     */
    429: Problem & {
        status?: 429;
        code?: 'over_capacity' | 'rate_limited';
    };
    /**
     * Internal error
     */
    500: Problem & {
        status?: 500;
        code?: 'internal_error';
    };
    /**
     * The provider failed, The provider took too long
     */
    502: Problem & {
        status?: 502;
        code?: 'upstream_error' | 'upstream_timeout';
    };
    /**
     * The studio's disk is full, The studio's storage does not answer, The API is switched off, The studio's database does not answer
     */
    503: Problem & {
        status?: 503;
        code?: 'storage_full' | 'storage_unavailable' | 'provider_disabled' | 'database_unavailable';
    };
};

export type GetPictureError = GetPictureErrors[keyof GetPictureErrors];

export type GetPictureResponses = {
    /**
     * The picture, to be saved under the photo's name.
     */
    200: Blob | File;
};

export type GetPictureResponse = GetPictureResponses[keyof GetPictureResponses];

export type GetAccountData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/account';
};

export type GetAccountErrors = {
    /**
     * No API key, Invalid API key, API key revoked, API key expired, API key disabled
     */
    401: Problem & {
        status?: 401;
        code?: 'api_key_missing' | 'api_key_invalid' | 'api_key_revoked' | 'api_key_expired' | 'api_key_disabled';
    };
    /**
     * Account suspended, or about to be deleted, Key not allowed from this address, Key not allowed to do this
     */
    403: Problem & {
        status?: 403;
        code?: 'account_suspended' | 'key_address_denied' | 'key_scope_denied';
    };
    /**
     * Too many requests
     */
    429: Problem & {
        status?: 429;
        code?: 'rate_limited';
    };
    /**
     * Internal error
     */
    500: Problem & {
        status?: 500;
        code?: 'internal_error';
    };
    /**
     * The API is switched off, The studio's database does not answer
     */
    503: Problem & {
        status?: 503;
        code?: 'provider_disabled' | 'database_unavailable';
    };
};

export type GetAccountError = GetAccountErrors[keyof GetAccountErrors];

export type GetAccountResponses = {
    /**
     * The account.
     */
    200: Account;
};

export type GetAccountResponse = GetAccountResponses[keyof GetAccountResponses];

export type QuoteData = {
    body: QuoteRequest;
    path?: never;
    query?: never;
    url: '/api/v1/quote';
};

export type QuoteErrors = {
    /**
     * Invalid request
     */
    400: Problem & {
        status?: 400;
        code?: 'invalid_request';
    };
    /**
     * No API key, Invalid API key, API key revoked, API key expired, API key disabled
     */
    401: Problem & {
        status?: 401;
        code?: 'api_key_missing' | 'api_key_invalid' | 'api_key_revoked' | 'api_key_expired' | 'api_key_disabled';
    };
    /**
     * Account suspended, or about to be deleted, Key not allowed from this address, Key not allowed to do this
     */
    403: Problem & {
        status?: 403;
        code?: 'account_suspended' | 'key_address_denied' | 'key_scope_denied';
    };
    /**
     * Too many requests
     */
    429: Problem & {
        status?: 429;
        code?: 'rate_limited';
    };
    /**
     * Internal error
     */
    500: Problem & {
        status?: 500;
        code?: 'internal_error';
    };
    /**
     * The API is switched off, The studio's database does not answer
     */
    503: Problem & {
        status?: 503;
        code?: 'provider_disabled' | 'database_unavailable';
    };
};

export type QuoteError = QuoteErrors[keyof QuoteErrors];

export type QuoteResponses = {
    /**
     * The price, line by line.
     */
    200: Quote;
};

export type QuoteResponse = QuoteResponses[keyof QuoteResponses];

export type GetModelsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/models';
};

export type GetModelsErrors = {
    /**
     * No API key, Invalid API key, API key revoked, API key expired, API key disabled
     */
    401: Problem & {
        status?: 401;
        code?: 'api_key_missing' | 'api_key_invalid' | 'api_key_revoked' | 'api_key_expired' | 'api_key_disabled';
    };
    /**
     * Account suspended, or about to be deleted, Key not allowed from this address, Key not allowed to do this
     */
    403: Problem & {
        status?: 403;
        code?: 'account_suspended' | 'key_address_denied' | 'key_scope_denied';
    };
    /**
     * Too many requests
     */
    429: Problem & {
        status?: 429;
        code?: 'rate_limited';
    };
    /**
     * Internal error
     */
    500: Problem & {
        status?: 500;
        code?: 'internal_error';
    };
    /**
     * The API is switched off, The studio's database does not answer
     */
    503: Problem & {
        status?: 503;
        code?: 'provider_disabled' | 'database_unavailable';
    };
};

export type GetModelsError = GetModelsErrors[keyof GetModelsErrors];

export type GetModelsResponses = {
    /**
     * Models and add-ons.
     */
    200: Models;
};

export type GetModelsResponse = GetModelsResponses[keyof GetModelsResponses];

export type GetUsageData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * First day (UTC). Default: 30 days up to `to`.
         */
        from?: string;
        /**
         * Last day (UTC), inclusive. Default: today.
         */
        to?: string;
        /**
         * What to group by: `day`, `key` or `model`, or several separated by commas.
         */
        by?: string;
        format?: 'json' | 'csv';
    };
    url: '/api/v1/usage';
};

export type GetUsageErrors = {
    /**
     * Invalid request
     */
    400: Problem & {
        status?: 400;
        code?: 'invalid_request';
    };
    /**
     * No API key, Invalid API key, API key revoked, API key expired, API key disabled
     */
    401: Problem & {
        status?: 401;
        code?: 'api_key_missing' | 'api_key_invalid' | 'api_key_revoked' | 'api_key_expired' | 'api_key_disabled';
    };
    /**
     * Account suspended, or about to be deleted, Key not allowed from this address, Key not allowed to do this
     */
    403: Problem & {
        status?: 403;
        code?: 'account_suspended' | 'key_address_denied' | 'key_scope_denied';
    };
    /**
     * Too many requests
     */
    429: Problem & {
        status?: 429;
        code?: 'rate_limited';
    };
    /**
     * Internal error
     */
    500: Problem & {
        status?: 500;
        code?: 'internal_error';
    };
    /**
     * The API is switched off, The studio's database does not answer
     */
    503: Problem & {
        status?: 503;
        code?: 'provider_disabled' | 'database_unavailable';
    };
};

export type GetUsageError = GetUsageErrors[keyof GetUsageErrors];

export type GetUsageResponses = {
    /**
     * One row per group, and the totals.
     */
    200: Usage;
};

export type GetUsageResponse = GetUsageResponses[keyof GetUsageResponses];

export type ListWebhooksData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/webhooks';
};

export type ListWebhooksErrors = {
    /**
     * No API key, Invalid API key, API key revoked, API key expired, API key disabled
     */
    401: Problem & {
        status?: 401;
        code?: 'api_key_missing' | 'api_key_invalid' | 'api_key_revoked' | 'api_key_expired' | 'api_key_disabled';
    };
    /**
     * Account suspended, or about to be deleted, Key not allowed from this address, Key not allowed to do this
     */
    403: Problem & {
        status?: 403;
        code?: 'account_suspended' | 'key_address_denied' | 'key_scope_denied';
    };
    /**
     * Too many requests
     */
    429: Problem & {
        status?: 429;
        code?: 'rate_limited';
    };
    /**
     * Internal error
     */
    500: Problem & {
        status?: 500;
        code?: 'internal_error';
    };
    /**
     * The API is switched off, The studio's database does not answer
     */
    503: Problem & {
        status?: 503;
        code?: 'provider_disabled' | 'database_unavailable';
    };
};

export type ListWebhooksError = ListWebhooksErrors[keyof ListWebhooksErrors];

export type ListWebhooksResponses = {
    /**
     * The endpoints.
     */
    200: {
        endpoints: Array<WebhookEndpoint>;
    };
};

export type ListWebhooksResponse = ListWebhooksResponses[keyof ListWebhooksResponses];

export type CreateWebhookData = {
    body: {
        url: string;
        description?: string | null;
        events: Array<'job.succeeded' | 'job.failed' | 'credits.low'>;
    };
    path?: never;
    query?: never;
    url: '/api/v1/webhooks';
};

export type CreateWebhookErrors = {
    /**
     * Invalid request, Invalid webhook URL
     */
    400: Problem & {
        status?: 400;
        code?: 'invalid_request' | 'webhook_url_invalid';
    };
    /**
     * No API key, Invalid API key, API key revoked, API key expired, API key disabled
     */
    401: Problem & {
        status?: 401;
        code?: 'api_key_missing' | 'api_key_invalid' | 'api_key_revoked' | 'api_key_expired' | 'api_key_disabled';
    };
    /**
     * Account suspended, or about to be deleted, Key not allowed from this address, Key not allowed to do this
     */
    403: Problem & {
        status?: 403;
        code?: 'account_suspended' | 'key_address_denied' | 'key_scope_denied';
    };
    /**
     * Too many webhook endpoints
     */
    409: Problem & {
        status?: 409;
        code?: 'webhook_limit';
    };
    /**
     * Too many requests
     */
    429: Problem & {
        status?: 429;
        code?: 'rate_limited';
    };
    /**
     * Internal error
     */
    500: Problem & {
        status?: 500;
        code?: 'internal_error';
    };
    /**
     * The API is switched off, The studio's database does not answer
     */
    503: Problem & {
        status?: 503;
        code?: 'provider_disabled' | 'database_unavailable';
    };
};

export type CreateWebhookError = CreateWebhookErrors[keyof CreateWebhookErrors];

export type CreateWebhookResponses = {
    /**
     * The endpoint and its secret.
     */
    201: {
        endpoint: WebhookEndpoint;
        secret: string;
    };
};

export type CreateWebhookResponse = CreateWebhookResponses[keyof CreateWebhookResponses];

export type DeleteWebhookData = {
    body?: never;
    path: {
        /**
         * ID of the endpoint.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/webhooks/{id}';
};

export type DeleteWebhookErrors = {
    /**
     * No API key, Invalid API key, API key revoked, API key expired, API key disabled
     */
    401: Problem & {
        status?: 401;
        code?: 'api_key_missing' | 'api_key_invalid' | 'api_key_revoked' | 'api_key_expired' | 'api_key_disabled';
    };
    /**
     * Account suspended, or about to be deleted, Key not allowed from this address, Key not allowed to do this
     */
    403: Problem & {
        status?: 403;
        code?: 'account_suspended' | 'key_address_denied' | 'key_scope_denied';
    };
    /**
     * Not found
     */
    404: Problem & {
        status?: 404;
        code?: 'not_found';
    };
    /**
     * Too many requests
     */
    429: Problem & {
        status?: 429;
        code?: 'rate_limited';
    };
    /**
     * Internal error
     */
    500: Problem & {
        status?: 500;
        code?: 'internal_error';
    };
    /**
     * The API is switched off, The studio's database does not answer
     */
    503: Problem & {
        status?: 503;
        code?: 'provider_disabled' | 'database_unavailable';
    };
};

export type DeleteWebhookError = DeleteWebhookErrors[keyof DeleteWebhookErrors];

export type DeleteWebhookResponses = {
    /**
     * It is gone.
     */
    204: void;
};

export type DeleteWebhookResponse = DeleteWebhookResponses[keyof DeleteWebhookResponses];

export type GetReceiptKeysData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/receipt-keys';
};

export type GetReceiptKeysErrors = {
    /**
     * Internal error
     */
    500: Problem & {
        status?: 500;
        code?: 'internal_error';
    };
};

export type GetReceiptKeysError = GetReceiptKeysErrors[keyof GetReceiptKeysErrors];

export type GetReceiptKeysResponses = {
    /**
     * The keys.
     */
    200: ReceiptKeys;
};

export type GetReceiptKeysResponse = GetReceiptKeysResponses[keyof GetReceiptKeysResponses];

export type GetOpenApiData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/openapi.json';
};

export type GetOpenApiErrors = {
    /**
     * Internal error
     */
    500: Problem & {
        status?: 500;
        code?: 'internal_error';
    };
};

export type GetOpenApiError = GetOpenApiErrors[keyof GetOpenApiErrors];

export type GetOpenApiResponses = {
    /**
     * The document.
     */
    200: {
        openapi: string;
        info: {
            [key: string]: unknown;
        };
        paths: {
            [key: string]: unknown;
        };
    };
};

export type GetOpenApiResponse = GetOpenApiResponses[keyof GetOpenApiResponses];

export type OnJobSucceededWebhookPayload = {
    type: 'job.succeeded';
    timestamp: string;
    data: Job;
};

export type OnJobSucceededWebhookRequest = {
    body: OnJobSucceededWebhookPayload;
    key: 'job.succeeded';
    path?: never;
    query?: never;
};

export type OnJobFailedWebhookPayload = {
    type: 'job.failed';
    timestamp: string;
    data: Job;
};

export type OnJobFailedWebhookRequest = {
    body: OnJobFailedWebhookPayload;
    key: 'job.failed';
    path?: never;
    query?: never;
};

export type OnCreditsLowWebhookPayload = {
    type: 'credits.low';
    timestamp: string;
    data: {
        available: number;
        threshold: number;
    };
};

export type OnCreditsLowWebhookRequest = {
    body: OnCreditsLowWebhookPayload;
    key: 'credits.low';
    path?: never;
    query?: never;
};
