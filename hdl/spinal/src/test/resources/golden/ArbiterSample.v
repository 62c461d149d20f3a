// Component : ArbiterSample
`timescale 1ns/1ps
module ArbiterSample (
  input wire a_valid,
  output wire a_ready,
  input wire [3:0] a_payload,
  input wire b_valid,
  output wire b_ready,
  input wire [3:0] b_payload,
  input wire c_valid,
  output wire c_ready,
  input wire [3:0] c_payload,
  input wire d_valid,
  output wire d_ready,
  input wire [3:0] d_payload,
  input wire e_valid,
  output wire e_ready,
  input wire [3:0] e_payload,
  input wire f_valid,
  output wire f_ready,
  input wire [3:0] f_payload,
  input wire g_valid,
  output wire g_ready,
  input wire [3:0] g_payload,
  output wire twice_valid,
  input wire twice_ready,
  output wire [3:0] twice_payload,
  output wire third_valid,
  input wire third_ready,
  output wire [3:0] third_payload,
  output wire flow_valid,
  output wire [3:0] flow_payload,
  output wire queued_valid,
  input wire queued_ready,
  output wire [3:0] queued_payload,
  output wire any,
  input wire aclk,
  input wire aresetn
);
  wire a_merged_arbiter_io_inputs_0_ready;
  wire a_merged_arbiter_io_inputs_1_ready;
  wire a_merged_arbiter_io_output_valid;
  wire [3:0] a_merged_arbiter_io_output_payload;
  wire [0:0] a_merged_arbiter_io_chosen;
  wire [1:0] a_merged_arbiter_io_chosenOH;
  wire c_merged_arbiter_io_inputs_0_ready;
  wire c_merged_arbiter_io_inputs_1_ready;
  wire c_merged_arbiter_io_output_valid;
  wire [3:0] c_merged_arbiter_io_output_payload;
  wire [0:0] c_merged_arbiter_io_chosen;
  wire [1:0] c_merged_arbiter_io_chosenOH;
  wire c_merged_m2sPipe_fifo_io_push_ready;
  wire c_merged_m2sPipe_fifo_io_pop_valid;
  wire [3:0] c_merged_m2sPipe_fifo_io_pop_payload;
  wire [1:0] c_merged_m2sPipe_fifo_io_occupancy;
  wire [1:0] c_merged_m2sPipe_fifo_io_availability;
  wire child_1_x_ready;
  wire child_1_y_valid;
  wire [3:0] child_1_y_payload;
  wire child_1_z_valid;
  wire [3:0] child_1_z_payload;
  wire f_haltWhen_merged_arbiter_io_inputs_0_ready;
  wire f_haltWhen_merged_arbiter_io_inputs_1_ready;
  wire f_haltWhen_merged_arbiter_io_output_valid;
  wire [3:0] f_haltWhen_merged_arbiter_io_output_payload;
  wire [0:0] f_haltWhen_merged_arbiter_io_chosen;
  wire [1:0] f_haltWhen_merged_arbiter_io_chosenOH;
  wire z_merged_arbiter_io_inputs_0_ready;
  wire z_merged_arbiter_io_inputs_1_ready;
  wire z_merged_arbiter_io_output_valid;
  wire [3:0] z_merged_arbiter_io_output_payload;
  wire [0:0] z_merged_arbiter_io_chosen;
  wire [1:0] z_merged_arbiter_io_chosenOH;
  wire a_merged_valid;
  wire a_merged_ready;
  wire [3:0] a_merged_payload;
  wire a_merged_toFlow_valid;
  wire [3:0] a_merged_toFlow_payload;
  wire c_merged_valid;
  reg c_merged_ready;
  wire [3:0] c_merged_payload;
  wire c_merged_fire;
  wire c_merged_m2sPipe_valid;
  wire c_merged_m2sPipe_ready;
  wire [3:0] c_merged_m2sPipe_payload;
  reg c_merged_rValid;
  reg [3:0] c_merged_rData;
  wire when_Stream_l477;
  wire _zz_f_ready;
  wire f_haltWhen_valid;
  wire f_haltWhen_ready;
  wire [3:0] f_haltWhen_payload;
  wire f_haltWhen_merged_valid;
  wire f_haltWhen_merged_ready;
  wire [3:0] f_haltWhen_merged_payload;
  wire z_merged_valid;
  wire z_merged_ready;
  wire [3:0] z_merged_payload;
  StreamArbiter a_merged_arbiter (
    .io_inputs_0_valid (a_valid ), //i
    .io_inputs_0_ready (a_merged_arbiter_io_inputs_0_ready ), //o
    .io_inputs_0_payload (a_payload[3:0] ), //i
    .io_inputs_1_valid (b_valid ), //i
    .io_inputs_1_ready (a_merged_arbiter_io_inputs_1_ready ), //o
    .io_inputs_1_payload (b_payload[3:0] ), //i
    .io_output_valid (a_merged_arbiter_io_output_valid ), //o
    .io_output_ready (a_merged_ready ), //i
    .io_output_payload (a_merged_arbiter_io_output_payload[3:0]), //o
    .io_chosen (a_merged_arbiter_io_chosen ), //o
    .io_chosenOH (a_merged_arbiter_io_chosenOH[1:0] ), //o
    .aclk (aclk ), //i
    .aresetn (aresetn ) //i
  );
  StreamArbiter_1 c_merged_arbiter (
    .io_inputs_0_valid (c_valid ), //i
    .io_inputs_0_ready (c_merged_arbiter_io_inputs_0_ready ), //o
    .io_inputs_0_payload (c_payload[3:0] ), //i
    .io_inputs_1_valid (d_valid ), //i
    .io_inputs_1_ready (c_merged_arbiter_io_inputs_1_ready ), //o
    .io_inputs_1_payload (d_payload[3:0] ), //i
    .io_output_valid (c_merged_arbiter_io_output_valid ), //o
    .io_output_ready (c_merged_ready ), //i
    .io_output_payload (c_merged_arbiter_io_output_payload[3:0]), //o
    .io_chosen (c_merged_arbiter_io_chosen ), //o
    .io_chosenOH (c_merged_arbiter_io_chosenOH[1:0] ), //o
    .aclk (aclk ), //i
    .aresetn (aresetn ) //i
  );
  StreamFifo c_merged_m2sPipe_fifo (
    .io_push_valid (c_merged_m2sPipe_valid ), //i
    .io_push_ready (c_merged_m2sPipe_fifo_io_push_ready ), //o
    .io_push_payload (c_merged_m2sPipe_payload[3:0] ), //i
    .io_pop_valid (c_merged_m2sPipe_fifo_io_pop_valid ), //o
    .io_pop_ready (queued_ready ), //i
    .io_pop_payload (c_merged_m2sPipe_fifo_io_pop_payload[3:0] ), //o
    .io_flush (1'b0 ), //i
    .io_occupancy (c_merged_m2sPipe_fifo_io_occupancy[1:0] ), //o
    .io_availability (c_merged_m2sPipe_fifo_io_availability[1:0]), //o
    .aclk (aclk ), //i
    .aresetn (aresetn ) //i
  );
  Child child_1 (
    .x_valid (e_valid ), //i
    .x_ready (child_1_x_ready ), //o
    .x_payload (e_payload[3:0] ), //i
    .y_valid (child_1_y_valid ), //o
    .y_ready (f_haltWhen_merged_arbiter_io_inputs_1_ready), //i
    .y_payload (child_1_y_payload[3:0] ), //o
    .z_valid (child_1_z_valid ), //o
    .z_ready (z_merged_arbiter_io_inputs_0_ready ), //i
    .z_payload (child_1_z_payload[3:0] ), //o
    .aclk (aclk ), //i
    .aresetn (aresetn ) //i
  );
  StreamArbiter f_haltWhen_merged_arbiter (
    .io_inputs_0_valid (f_haltWhen_valid ), //i
    .io_inputs_0_ready (f_haltWhen_merged_arbiter_io_inputs_0_ready ), //o
    .io_inputs_0_payload (f_haltWhen_payload[3:0] ), //i
    .io_inputs_1_valid (child_1_y_valid ), //i
    .io_inputs_1_ready (f_haltWhen_merged_arbiter_io_inputs_1_ready ), //o
    .io_inputs_1_payload (child_1_y_payload[3:0] ), //i
    .io_output_valid (f_haltWhen_merged_arbiter_io_output_valid ), //o
    .io_output_ready (f_haltWhen_merged_ready ), //i
    .io_output_payload (f_haltWhen_merged_arbiter_io_output_payload[3:0]), //o
    .io_chosen (f_haltWhen_merged_arbiter_io_chosen ), //o
    .io_chosenOH (f_haltWhen_merged_arbiter_io_chosenOH[1:0] ), //o
    .aclk (aclk ), //i
    .aresetn (aresetn ) //i
  );
  StreamArbiter z_merged_arbiter (
    .io_inputs_0_valid (child_1_z_valid ), //i
    .io_inputs_0_ready (z_merged_arbiter_io_inputs_0_ready ), //o
    .io_inputs_0_payload (child_1_z_payload[3:0] ), //i
    .io_inputs_1_valid (g_valid ), //i
    .io_inputs_1_ready (z_merged_arbiter_io_inputs_1_ready ), //o
    .io_inputs_1_payload (g_payload[3:0] ), //i
    .io_output_valid (z_merged_arbiter_io_output_valid ), //o
    .io_output_ready (z_merged_ready ), //i
    .io_output_payload (z_merged_arbiter_io_output_payload[3:0]), //o
    .io_chosen (z_merged_arbiter_io_chosen ), //o
    .io_chosenOH (z_merged_arbiter_io_chosenOH[1:0] ), //o
    .aclk (aclk ), //i
    .aresetn (aresetn ) //i
  );
  assign a_ready = a_merged_arbiter_io_inputs_0_ready;
  assign b_ready = a_merged_arbiter_io_inputs_1_ready;
  assign a_merged_valid = a_merged_arbiter_io_output_valid;
  assign a_merged_payload = a_merged_arbiter_io_output_payload;
  assign a_merged_ready = 1'b1;
  assign a_merged_toFlow_valid = a_merged_valid;
  assign a_merged_toFlow_payload = a_merged_payload;
  assign flow_valid = a_merged_toFlow_valid;
  assign flow_payload = a_merged_toFlow_payload;
  assign c_ready = c_merged_arbiter_io_inputs_0_ready;
  assign d_ready = c_merged_arbiter_io_inputs_1_ready;
  assign c_merged_valid = c_merged_arbiter_io_output_valid;
  assign c_merged_payload = c_merged_arbiter_io_output_payload;
  assign c_merged_fire = (c_merged_valid && c_merged_ready);
  assign any = c_merged_fire;
  always @(*) begin
    c_merged_ready = c_merged_m2sPipe_ready;
    if(when_Stream_l477) begin
      c_merged_ready = 1'b1;
    end
  end
  assign when_Stream_l477 = (! c_merged_m2sPipe_valid);
  assign c_merged_m2sPipe_valid = c_merged_rValid;
  assign c_merged_m2sPipe_payload = c_merged_rData;
  assign c_merged_m2sPipe_ready = c_merged_m2sPipe_fifo_io_push_ready;
  assign queued_valid = c_merged_m2sPipe_fifo_io_pop_valid;
  assign queued_payload = c_merged_m2sPipe_fifo_io_pop_payload;
  assign e_ready = child_1_x_ready;
  assign _zz_f_ready = (! any);
  assign f_haltWhen_valid = (f_valid && _zz_f_ready);
  assign f_ready = (f_haltWhen_ready && _zz_f_ready);
  assign f_haltWhen_payload = f_payload;
  assign f_haltWhen_ready = f_haltWhen_merged_arbiter_io_inputs_0_ready;
  assign f_haltWhen_merged_valid = f_haltWhen_merged_arbiter_io_output_valid;
  assign f_haltWhen_merged_payload = f_haltWhen_merged_arbiter_io_output_payload;
  assign twice_valid = f_haltWhen_merged_valid;
  assign f_haltWhen_merged_ready = twice_ready;
  assign twice_payload = f_haltWhen_merged_payload;
  assign g_ready = z_merged_arbiter_io_inputs_1_ready;
  assign z_merged_valid = z_merged_arbiter_io_output_valid;
  assign z_merged_payload = z_merged_arbiter_io_output_payload;
  assign third_valid = z_merged_valid;
  assign z_merged_ready = third_ready;
  assign third_payload = z_merged_payload;
  always @(posedge aclk) begin
    if(!aresetn) begin
      c_merged_rValid <= 1'b0;
    end else begin
      if(c_merged_ready) begin
        c_merged_rValid <= c_merged_valid;
      end
    end
  end
  always @(posedge aclk) begin
    if(c_merged_ready) begin
      c_merged_rData <= c_merged_payload;
    end
  end
endmodule
//StreamArbiter_3 replaced by StreamArbiter
//StreamArbiter_2 replaced by StreamArbiter
module Child (
  input wire x_valid,
  output wire x_ready,
  input wire [3:0] x_payload,
  output wire y_valid,
  input wire y_ready,
  output wire [3:0] y_payload,
  output wire z_valid,
  input wire z_ready,
  output wire [3:0] z_payload,
  input wire aclk,
  input wire aresetn
);
  wire x_fork_io_input_ready;
  wire x_fork_io_outputs_0_valid;
  wire [3:0] x_fork_io_outputs_0_payload;
  wire x_fork_io_outputs_1_valid;
  wire [3:0] x_fork_io_outputs_1_payload;
  StreamFork x_fork (
    .io_input_valid (x_valid ), //i
    .io_input_ready (x_fork_io_input_ready ), //o
    .io_input_payload (x_payload[3:0] ), //i
    .io_outputs_0_valid (x_fork_io_outputs_0_valid ), //o
    .io_outputs_0_ready (y_ready ), //i
    .io_outputs_0_payload (x_fork_io_outputs_0_payload[3:0]), //o
    .io_outputs_1_valid (x_fork_io_outputs_1_valid ), //o
    .io_outputs_1_ready (z_ready ), //i
    .io_outputs_1_payload (x_fork_io_outputs_1_payload[3:0]), //o
    .aclk (aclk ), //i
    .aresetn (aresetn ) //i
  );
  assign x_ready = x_fork_io_input_ready;
  assign y_valid = x_fork_io_outputs_0_valid;
  assign y_payload = x_fork_io_outputs_0_payload;
  assign z_valid = x_fork_io_outputs_1_valid;
  assign z_payload = x_fork_io_outputs_1_payload;
endmodule
module StreamFifo (
  input wire io_push_valid,
  output wire io_push_ready,
  input wire [3:0] io_push_payload,
  output wire io_pop_valid,
  input wire io_pop_ready,
  output wire [3:0] io_pop_payload,
  input wire io_flush,
  output wire [1:0] io_occupancy,
  output wire [1:0] io_availability,
  input wire aclk,
  input wire aresetn
);
  reg [3:0] logic_ram_spinal_port1;
  wire [3:0] _zz_logic_ram_port;
  reg _zz_1;
  wire logic_ptr_doPush;
  wire logic_ptr_doPop;
  wire logic_ptr_full;
  wire logic_ptr_empty;
  reg [1:0] logic_ptr_push;
  reg [1:0] logic_ptr_pop;
  wire [1:0] logic_ptr_occupancy;
  wire [1:0] logic_ptr_popOnIo;
  wire when_Stream_l1557;
  reg logic_ptr_wentUp;
  wire io_push_fire;
  wire logic_push_onRam_write_valid;
  wire [0:0] logic_push_onRam_write_payload_address;
  wire [3:0] logic_push_onRam_write_payload_data;
  wire logic_pop_addressGen_valid;
  reg logic_pop_addressGen_ready;
  wire [0:0] logic_pop_addressGen_payload;
  wire logic_pop_addressGen_fire;
  wire logic_pop_sync_readArbitration_valid;
  wire logic_pop_sync_readArbitration_ready;
  wire [0:0] logic_pop_sync_readArbitration_payload;
  reg logic_pop_addressGen_rValid;
  reg [0:0] logic_pop_addressGen_rData;
  wire when_Stream_l477;
  wire logic_pop_sync_readPort_cmd_valid;
  wire [0:0] logic_pop_sync_readPort_cmd_payload;
  wire [3:0] logic_pop_sync_readPort_rsp;
  wire logic_pop_addressGen_toFlowFire_valid;
  wire [0:0] logic_pop_addressGen_toFlowFire_payload;
  wire logic_pop_sync_readArbitration_translated_valid;
  wire logic_pop_sync_readArbitration_translated_ready;
  wire [3:0] logic_pop_sync_readArbitration_translated_payload;
  wire logic_pop_sync_readArbitration_fire;
  reg [1:0] logic_pop_sync_popReg;
  reg [3:0] logic_ram [0:1];
  assign _zz_logic_ram_port = logic_push_onRam_write_payload_data;
  always @(posedge aclk) begin
    if(_zz_1) begin
      logic_ram[logic_push_onRam_write_payload_address] <= _zz_logic_ram_port;
    end
  end
  always @(posedge aclk) begin
    if(logic_pop_sync_readPort_cmd_valid) begin
      logic_ram_spinal_port1 <= logic_ram[logic_pop_sync_readPort_cmd_payload];
    end
  end
  always @(*) begin
    _zz_1 = 1'b0;
    if(logic_push_onRam_write_valid) begin
      _zz_1 = 1'b1;
    end
  end
  assign when_Stream_l1557 = (logic_ptr_doPush != logic_ptr_doPop);
  assign logic_ptr_full = (((logic_ptr_push ^ logic_ptr_popOnIo) ^ 2'b10) == 2'b00);
  assign logic_ptr_empty = (logic_ptr_push == logic_ptr_pop);
  assign logic_ptr_occupancy = (logic_ptr_push - logic_ptr_popOnIo);
  assign io_push_ready = (! logic_ptr_full);
  assign io_push_fire = (io_push_valid && io_push_ready);
  assign logic_ptr_doPush = io_push_fire;
  assign logic_push_onRam_write_valid = io_push_fire;
  assign logic_push_onRam_write_payload_address = logic_ptr_push[0:0];
  assign logic_push_onRam_write_payload_data = io_push_payload;
  assign logic_pop_addressGen_valid = (! logic_ptr_empty);
  assign logic_pop_addressGen_payload = logic_ptr_pop[0:0];
  assign logic_pop_addressGen_fire = (logic_pop_addressGen_valid && logic_pop_addressGen_ready);
  assign logic_ptr_doPop = logic_pop_addressGen_fire;
  always @(*) begin
    logic_pop_addressGen_ready = logic_pop_sync_readArbitration_ready;
    if(when_Stream_l477) begin
      logic_pop_addressGen_ready = 1'b1;
    end
  end
  assign when_Stream_l477 = (! logic_pop_sync_readArbitration_valid);
  assign logic_pop_sync_readArbitration_valid = logic_pop_addressGen_rValid;
  assign logic_pop_sync_readArbitration_payload = logic_pop_addressGen_rData;
  assign logic_pop_sync_readPort_rsp = logic_ram_spinal_port1;
  assign logic_pop_addressGen_toFlowFire_valid = logic_pop_addressGen_fire;
  assign logic_pop_addressGen_toFlowFire_payload = logic_pop_addressGen_payload;
  assign logic_pop_sync_readPort_cmd_valid = logic_pop_addressGen_toFlowFire_valid;
  assign logic_pop_sync_readPort_cmd_payload = logic_pop_addressGen_toFlowFire_payload;
  assign logic_pop_sync_readArbitration_translated_valid = logic_pop_sync_readArbitration_valid;
  assign logic_pop_sync_readArbitration_ready = logic_pop_sync_readArbitration_translated_ready;
  assign logic_pop_sync_readArbitration_translated_payload = logic_pop_sync_readPort_rsp;
  assign io_pop_valid = logic_pop_sync_readArbitration_translated_valid;
  assign logic_pop_sync_readArbitration_translated_ready = io_pop_ready;
  assign io_pop_payload = logic_pop_sync_readArbitration_translated_payload;
  assign logic_pop_sync_readArbitration_fire = (logic_pop_sync_readArbitration_valid && logic_pop_sync_readArbitration_ready);
  assign logic_ptr_popOnIo = logic_pop_sync_popReg;
  assign io_occupancy = logic_ptr_occupancy;
  assign io_availability = (2'b10 - logic_ptr_occupancy);
  always @(posedge aclk) begin
    if(!aresetn) begin
      logic_ptr_push <= 2'b00;
      logic_ptr_pop <= 2'b00;
      logic_ptr_wentUp <= 1'b0;
      logic_pop_addressGen_rValid <= 1'b0;
      logic_pop_sync_popReg <= 2'b00;
    end else begin
      if(when_Stream_l1557) begin
        logic_ptr_wentUp <= logic_ptr_doPush;
      end
      if(io_flush) begin
        logic_ptr_wentUp <= 1'b0;
      end
      if(logic_ptr_doPush) begin
        logic_ptr_push <= (logic_ptr_push + 2'b01);
      end
      if(logic_ptr_doPop) begin
        logic_ptr_pop <= (logic_ptr_pop + 2'b01);
      end
      if(io_flush) begin
        logic_ptr_push <= 2'b00;
        logic_ptr_pop <= 2'b00;
      end
      if(logic_pop_addressGen_ready) begin
        logic_pop_addressGen_rValid <= logic_pop_addressGen_valid;
      end
      if(io_flush) begin
        logic_pop_addressGen_rValid <= 1'b0;
      end
      if(logic_pop_sync_readArbitration_fire) begin
        logic_pop_sync_popReg <= logic_ptr_pop;
      end
      if(io_flush) begin
        logic_pop_sync_popReg <= 2'b00;
      end
    end
  end
  always @(posedge aclk) begin
    if(logic_pop_addressGen_ready) begin
      logic_pop_addressGen_rData <= logic_pop_addressGen_payload;
    end
  end
endmodule
module StreamArbiter_1 (
  input wire io_inputs_0_valid,
  output wire io_inputs_0_ready,
  input wire [3:0] io_inputs_0_payload,
  input wire io_inputs_1_valid,
  output wire io_inputs_1_ready,
  input wire [3:0] io_inputs_1_payload,
  output wire io_output_valid,
  input wire io_output_ready,
  output wire [3:0] io_output_payload,
  output wire [0:0] io_chosen,
  output wire [1:0] io_chosenOH,
  input wire aclk,
  input wire aresetn
);
  wire [1:0] _zz_maskProposal_1_1;
  wire [1:0] _zz_maskProposal_1_2;
  reg locked;
  wire maskProposal_0;
  wire maskProposal_1;
  reg maskLocked_0;
  reg maskLocked_1;
  wire maskRouted_0;
  wire maskRouted_1;
  wire [1:0] _zz_maskProposal_1;
  wire io_output_fire;
  wire _zz_io_chosen;
  assign _zz_maskProposal_1_1 = (_zz_maskProposal_1 & (~ _zz_maskProposal_1_2));
  assign _zz_maskProposal_1_2 = (_zz_maskProposal_1 - 2'b01);
  assign maskRouted_0 = (locked ? maskLocked_0 : maskProposal_0);
  assign maskRouted_1 = (locked ? maskLocked_1 : maskProposal_1);
  assign _zz_maskProposal_1 = {io_inputs_1_valid,io_inputs_0_valid};
  assign maskProposal_0 = io_inputs_0_valid;
  assign maskProposal_1 = _zz_maskProposal_1_1[1];
  assign io_output_fire = (io_output_valid && io_output_ready);
  assign io_output_valid = ((io_inputs_0_valid && maskRouted_0) || (io_inputs_1_valid && maskRouted_1));
  assign io_output_payload = (maskRouted_0 ? io_inputs_0_payload : io_inputs_1_payload);
  assign io_inputs_0_ready = (maskRouted_0 && io_output_ready);
  assign io_inputs_1_ready = (maskRouted_1 && io_output_ready);
  assign io_chosenOH = {maskRouted_1,maskRouted_0};
  assign _zz_io_chosen = io_chosenOH[1];
  assign io_chosen = _zz_io_chosen;
  always @(posedge aclk) begin
    if(!aresetn) begin
      locked <= 1'b0;
    end else begin
      if(io_output_valid) begin
        locked <= 1'b1;
      end
      if(io_output_fire) begin
        locked <= 1'b0;
      end
    end
  end
  always @(posedge aclk) begin
    if(io_output_valid) begin
      maskLocked_0 <= maskRouted_0;
      maskLocked_1 <= maskRouted_1;
    end
  end
endmodule
module StreamArbiter (
  input wire io_inputs_0_valid,
  output wire io_inputs_0_ready,
  input wire [3:0] io_inputs_0_payload,
  input wire io_inputs_1_valid,
  output wire io_inputs_1_ready,
  input wire [3:0] io_inputs_1_payload,
  output wire io_output_valid,
  input wire io_output_ready,
  output wire [3:0] io_output_payload,
  output wire [0:0] io_chosen,
  output wire [1:0] io_chosenOH,
  input wire aclk,
  input wire aresetn
);
  wire [3:0] _zz__zz_maskProposal_0_2;
  wire [3:0] _zz__zz_maskProposal_0_2_1;
  wire [1:0] _zz__zz_maskProposal_0_2_2;
  reg locked;
  wire maskProposal_0;
  wire maskProposal_1;
  reg maskLocked_0;
  reg maskLocked_1;
  wire maskRouted_0;
  wire maskRouted_1;
  wire [1:0] _zz_maskProposal_0;
  wire [3:0] _zz_maskProposal_0_1;
  wire [3:0] _zz_maskProposal_0_2;
  wire [1:0] _zz_maskProposal_0_3;
  wire io_output_fire;
  wire _zz_io_chosen;
  assign _zz__zz_maskProposal_0_2 = (_zz_maskProposal_0_1 - _zz__zz_maskProposal_0_2_1);
  assign _zz__zz_maskProposal_0_2_2 = {maskLocked_0,maskLocked_1};
  assign _zz__zz_maskProposal_0_2_1 = {2'd0, _zz__zz_maskProposal_0_2_2};
  assign maskRouted_0 = (locked ? maskLocked_0 : maskProposal_0);
  assign maskRouted_1 = (locked ? maskLocked_1 : maskProposal_1);
  assign _zz_maskProposal_0 = {io_inputs_1_valid,io_inputs_0_valid};
  assign _zz_maskProposal_0_1 = {_zz_maskProposal_0,_zz_maskProposal_0};
  assign _zz_maskProposal_0_2 = (_zz_maskProposal_0_1 & (~ _zz__zz_maskProposal_0_2));
  assign _zz_maskProposal_0_3 = (_zz_maskProposal_0_2[3 : 2] | _zz_maskProposal_0_2[1 : 0]);
  assign maskProposal_0 = _zz_maskProposal_0_3[0];
  assign maskProposal_1 = _zz_maskProposal_0_3[1];
  assign io_output_fire = (io_output_valid && io_output_ready);
  assign io_output_valid = ((io_inputs_0_valid && maskRouted_0) || (io_inputs_1_valid && maskRouted_1));
  assign io_output_payload = (maskRouted_0 ? io_inputs_0_payload : io_inputs_1_payload);
  assign io_inputs_0_ready = (maskRouted_0 && io_output_ready);
  assign io_inputs_1_ready = (maskRouted_1 && io_output_ready);
  assign io_chosenOH = {maskRouted_1,maskRouted_0};
  assign _zz_io_chosen = io_chosenOH[1];
  assign io_chosen = _zz_io_chosen;
  always @(posedge aclk) begin
    if(!aresetn) begin
      locked <= 1'b0;
      maskLocked_0 <= 1'b0;
      maskLocked_1 <= 1'b1;
    end else begin
      if(io_output_valid) begin
        maskLocked_0 <= maskRouted_0;
        maskLocked_1 <= maskRouted_1;
      end
      if(io_output_valid) begin
        locked <= 1'b1;
      end
      if(io_output_fire) begin
        locked <= 1'b0;
      end
    end
  end
endmodule
module StreamFork (
  input wire io_input_valid,
  output reg io_input_ready,
  input wire [3:0] io_input_payload,
  output wire io_outputs_0_valid,
  input wire io_outputs_0_ready,
  output wire [3:0] io_outputs_0_payload,
  output wire io_outputs_1_valid,
  input wire io_outputs_1_ready,
  output wire [3:0] io_outputs_1_payload,
  input wire aclk,
  input wire aresetn
);
  reg logic_linkEnable_0;
  reg logic_linkEnable_1;
  wire when_Stream_l1355;
  wire when_Stream_l1355_1;
  wire io_outputs_0_fire;
  wire io_outputs_1_fire;
  always @(*) begin
    io_input_ready = 1'b1;
    if(when_Stream_l1355) begin
      io_input_ready = 1'b0;
    end
    if(when_Stream_l1355_1) begin
      io_input_ready = 1'b0;
    end
  end
  assign when_Stream_l1355 = ((! io_outputs_0_ready) && logic_linkEnable_0);
  assign when_Stream_l1355_1 = ((! io_outputs_1_ready) && logic_linkEnable_1);
  assign io_outputs_0_valid = (io_input_valid && logic_linkEnable_0);
  assign io_outputs_0_payload = io_input_payload;
  assign io_outputs_0_fire = (io_outputs_0_valid && io_outputs_0_ready);
  assign io_outputs_1_valid = (io_input_valid && logic_linkEnable_1);
  assign io_outputs_1_payload = io_input_payload;
  assign io_outputs_1_fire = (io_outputs_1_valid && io_outputs_1_ready);
  always @(posedge aclk) begin
    if(!aresetn) begin
      logic_linkEnable_0 <= 1'b1;
      logic_linkEnable_1 <= 1'b1;
    end else begin
      if(io_outputs_0_fire) begin
        logic_linkEnable_0 <= 1'b0;
      end
      if(io_outputs_1_fire) begin
        logic_linkEnable_1 <= 1'b0;
      end
      if(io_input_ready) begin
        logic_linkEnable_0 <= 1'b1;
        logic_linkEnable_1 <= 1'b1;
      end
    end
  end
endmodule
