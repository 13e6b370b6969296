-- Which ordered add-ons run only where the photo has something for them to do

ALTER TABLE "jobs" ADD COLUMN "autoAddOns" "AddOn"[] DEFAULT ARRAY[]::"AddOn"[];
